package dev.squall.fault;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.world.ArbitraryLinks;
import dev.squall.world.Clocks;
import dev.squall.world.Cluster;
import dev.squall.world.Crashable;
import dev.squall.world.DamageableDisks;
import dev.squall.world.FillableDisks;
import dev.squall.world.Killable;
import dev.squall.world.MessageLinks;
import dev.squall.world.Pausable;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A family of faults: its requirements on a cluster, its schedule, its drawer and reader of faults, and its colour in
 * plots.
 */
public enum FaultFamily {
    PARTITION(
            "cuts links: halves, one node, the primary, majorities in a ring, a bridge, one way only",
            Cluster.class,
            "cut",
            Partition::drawer,
            Partition::read,
            Partition::words,
            "#e8a33d"),
    PACKET(
            "delays, loses, duplicates and reorders messages between nodes; behind a relay, disturbs connections",
            MessageLinks.class,
            "kind",
            PacketFault::drawer,
            PacketFault::read,
            PacketFault::words,
            "#8f7ab8"),
    LATE(
            "delivers messages and copies of them seconds late, and holds messages on cut links; only if asked for",
            LateMessages.PatientLinks.class,
            "kind",
            LateMessages::drawer,
            LateMessages::read,
            LateMessages::words,
            "#5c6bc0"),
    KILL("kills nodes and starts them again", Killable.class, "node", Kill::drawer, Kill::read, Kill::words, "#d1495b"),
    PAUSE(
            "stops nodes for a while and lets them go on",
            Pausable.class,
            "node",
            Pause::drawer,
            Pause::read,
            Pause::words,
            "#5b8e7d"),
    CLOCK(
            "moves wall clocks: bump, strobe, drift",
            Clocks.class,
            "node",
            ClockSkew::drawer,
            ClockSkew::read,
            ClockSkew::words,
            "#3d7ea6"),
    DISK(
            "crashes nodes as a loss of power does: unsynced writes are lost or torn",
            Crashable.class,
            "node",
            DiskDrawer::new,
            DiskLoss::read,
            DiskLoss::words,
            "#8d6346"),
    BIT_FLIP(
            "flips bits of what nodes had synced, until they are repaired; only if asked for by name",
            DamageableDisks.class,
            "node",
            BitFlip::drawer,
            BitFlip::read,
            BitFlip::words,
            "#b0578d"),
    FULL_DISK(
            "fills disks, until there is room again; only if asked for by name",
            FillableDisks.class,
            "node",
            FullDisk::drawer,
            FullDisk::read,
            FullDisk::words,
            "#6b7f2e"),
    ARBITRARY(
            "corrupts, forges and replays messages between nodes; only if asked for by name",
            ArbitraryLinks.class,
            "kind",
            Arbitrary::drawer,
            Arbitrary::read,
            Arbitrary::words,
            "#a23b3b");

    private final String description;
    private final Class<?> need;
    private final String subject;
    private final Function<FaultContext, FaultDrawer> drawer;
    private final Function<FaultFields, Fault> reader;
    private final Function<FaultTotals, String> words;
    private final String bandColour;

    FaultFamily(
            String description,
            Class<?> need,
            String subject,
            Function<FaultContext, FaultDrawer> drawer,
            Function<FaultFields, Fault> reader,
            Function<FaultTotals, String> words,
            String bandColour) {
        this.description = description;
        this.need = need;
        this.subject = subject;
        this.drawer = drawer;
        this.reader = reader;
        this.words = words;
        this.bandColour = bandColour;
    }

    /** Returns the family's name on the command line, in scenarios and in histories. */
    @JsonValue
    public String faultName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return faultName();
    }

    /** Returns the family with this name, or empty if there is no such family. */
    public static Optional<FaultFamily> named(String faultName) {
        return Arrays.stream(values())
                .filter(family -> family.faultName().equals(faultName))
                .findFirst();
    }

    /** Returns the names of families, with commas between them. */
    public static String joined(Collection<FaultFamily> families) {
        return families.stream().map(FaultFamily::faultName).collect(Collectors.joining(", "));
    }

    /** Returns the families whose faults can be injected into a cluster of this type. */
    public static Set<FaultFamily> possibleOn(Class<? extends Cluster> type) {
        return Arrays.stream(values())
                .filter(family -> family.need.isAssignableFrom(type))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FaultFamily.class)));
    }

    /**
     * Checks that the family's faults can be injected into a cluster.
     *
     * @throws IllegalArgumentException if the family is impossible on the cluster; the message is one sentence
     */
    public void requirePossibleOn(Cluster cluster) {
        if (!need.isInstance(cluster)) {
            String possible = joined(possibleOn(cluster.getClass()));
            throw new IllegalArgumentException(
                    "the fault " + faultName() + " is impossible in this world; expected some of " + possible);
        }
    }

    /**
     * Returns true if the family belongs to the lectures' model of crash and recovery. In the lectures' model, stable
     * storage keeps all synced data and accepts every write, and links lose messages but do not change them. Other
     * families are injected only on request. So are late messages: they belong to an asynchronous system, in which
     * nothing happens within a stated time, but runs and their final reads have an end.
     */
    public boolean isInLecturesModel() {
        return compareTo(DISK) <= 0 && this != LATE;
    }

    /** Returns a one-line description of the family. */
    public String description() {
        return description;
    }

    /** Returns the colour of the family's band in plots. */
    public String bandColour() {
        return bandColour;
    }

    /** Returns the name of the field that holds the target of a fault, or its kind. */
    String subject() {
        return subject;
    }

    FaultDrawer drawer(FaultContext context) {
        return drawer.apply(context);
    }

    Fault read(FaultFields fields) {
        return reader.apply(fields);
    }

    String words(FaultTotals seen) {
        return words.apply(seen);
    }

    /**
     * Returns a generator of the times at which the family strikes: calm, fault, calm, fault. Each period lasts 0.5 to
     * 1.5 times {@code intervalNanos}, so that a system has time to react. The first calm of a schedule is shorter,
     * 0.25 to 0.5 times {@code intervalNanos}.
     *
     * @param draw draws the strike that is the value of each start operation
     */
    public Generator schedule(long intervalNanos, Supplier<Strike> draw) {
        Generator firstCalm = Generators.sleep(intervalNanos / 4, intervalNanos / 2);
        return Generators.sequence(List.of(firstCalm, scheduleAtOnce(intervalNanos, draw)));
    }

    /** Returns the schedule of {@link #schedule} without its first calm: it begins with a fault. */
    public Generator scheduleAtOnce(long intervalNanos, Supplier<Strike> draw) {
        Generator start = Generators.limit(1, Generators.forever(context -> new Call(0, startFunction(), draw.get())));
        Generator stop = Generators.once(stopFunction(), null);
        Generator pause = Generators.sleep(intervalNanos / 2, intervalNanos * 3 / 2);
        return Generators.cycle(Generators.sequence(List.of(start, pause, stop, pause)));
    }

    /** Returns the name of the operation that puts a fault in force, such as {@code start-partition}. */
    public String startFunction() {
        return "start-" + faultName();
    }

    /** Returns the name of the operation that undoes a fault, such as {@code stop-partition}. */
    public String stopFunction() {
        return "stop-" + faultName();
    }
}

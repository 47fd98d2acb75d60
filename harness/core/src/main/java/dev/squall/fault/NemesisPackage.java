package dev.squall.fault;

import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.world.Faculty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A family of faults as one value: what it needs, when it strikes, what it does, and the band that it draws in plots.
 */
public enum NemesisPackage {
    PARTITION(
            "cuts links: halves, one node, the primary, majorities in a ring, a bridge, one way only",
            Set.of(Faculty.LINKS),
            PartitionNemesis::new,
            PartitionNemesis::draw,
            "#e8a33d"),
    PACKET(
            "delays, loses, duplicates and reorders messages between nodes",
            Set.of(Faculty.MESSAGES),
            PacketNemesis::new,
            PacketNemesis::draw,
            "#8f7ab8"),
    KILL("kills nodes and starts them again", Set.of(Faculty.KILL), KillNemesis::new, KillNemesis::draw, "#d1495b"),
    PAUSE(
            "stops nodes for a while and lets them go on",
            Set.of(Faculty.PAUSE),
            PauseNemesis::new,
            PauseNemesis::draw,
            "#5b8e7d"),
    CLOCK(
            "moves wall clocks: bump, strobe, drift",
            Set.of(Faculty.CLOCK),
            ClockNemesis::new,
            ClockNemesis::draw,
            "#3d7ea6"),
    DISK(
            "crashes nodes as a loss of power does: unsynced writes are lost or torn",
            Set.of(Faculty.KILL, Faculty.UNSYNCED_WRITES),
            DiskNemesis::new,
            DiskNemesis::draw,
            "#8d6346"),
    BIT_FLIP(
            "flips bits of what nodes had synced, until they are repaired; only if asked for by name",
            Set.of(Faculty.KILL, Faculty.BIT_FLIP),
            StorageNemesis::bitFlip,
            StorageNemesis::draw,
            "#b0578d"),
    FULL_DISK(
            "fills disks, until there is room again; only if asked for by name",
            Set.of(Faculty.FULL_DISK),
            StorageNemesis::fullDisk,
            StorageNemesis::draw,
            "#6b7f2e");

    private final String description;
    private final Set<Faculty> needs;
    private final Function<Surroundings, Nemesis> factory;
    private final Function<RandomGenerator, Object> draw;
    private final String bandColour;

    NemesisPackage(
            String description,
            Set<Faculty> needs,
            Function<Surroundings, Nemesis> factory,
            Function<RandomGenerator, Object> draw,
            String bandColour) {
        this.description = description;
        this.needs = needs;
        this.factory = factory;
        this.draw = draw;
        this.bandColour = bandColour;
    }

    /** The name on the command line and in histories. */
    public String faultName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The family with this name. */
    public static Optional<NemesisPackage> named(String faultName) {
        for (NemesisPackage candidate : values()) {
            if (candidate.faultName().equals(faultName)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether it belongs to the lectures' model of crash and recovery, in which stable storage keeps what was synced
     * and takes what is written. Other families are for those who ask for them by name.
     */
    public boolean isInLecturesModel() {
        return this != BIT_FLIP && this != FULL_DISK;
    }

    /** What it does, for lists. */
    public String description() {
        return description;
    }

    /** What a cluster must be able to suffer. */
    public Set<Faculty> needs() {
        return needs;
    }

    /** The colour of its band in plots. */
    public String bandColour() {
        return bandColour;
    }

    /** What it is to do next: a value for its {@link #startFunction()}. */
    public Object draw(RandomGenerator random) {
        return draw.apply(random);
    }

    /** This family at work on a cluster. */
    public Nemesis create(Surroundings surroundings) {
        return factory.apply(surroundings);
    }

    /**
     * When it strikes: calm, fault, calm, fault, each lasting between a half and one and a half of {@code
     * intervalNanos}, so that a system always has time to react. The first calm is shorter.
     */
    public Generator schedule(long intervalNanos) {
        Generator firstCalm = Generators.sleep(intervalNanos / 4, intervalNanos / 2);
        return Generators.sequence(List.of(firstCalm, scheduleAtOnce(intervalNanos)));
    }

    /** As {@link #schedule}, beginning with a fault. */
    public Generator scheduleAtOnce(long intervalNanos) {
        Generator start = Generators.limit(
                1, Generators.forever(context -> new Call(0, startFunction(), draw.apply(context.random()))));
        Generator stop = Generators.once(stopFunction(), null);
        Generator pause = Generators.sleep(intervalNanos / 2, intervalNanos * 3 / 2);
        return Generators.cycle(Generators.sequence(List.of(start, pause, stop, pause)));
    }

    /** The function that puts a fault in force, such as {@code start-partition}. */
    public String startFunction() {
        return "start-" + faultName();
    }

    /** The function that undoes it. */
    public String stopFunction() {
        return "stop-" + faultName();
    }
}

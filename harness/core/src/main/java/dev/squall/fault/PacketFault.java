package dev.squall.fault;

import dev.squall.history.Keyword;
import dev.squall.world.MessageLinks;
import dev.squall.world.Packet;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A fault that disturbs links. It delays, loses, duplicates or reorders some of the messages between nodes. Servers
 * behind a relay speak a protocol that cannot be split into messages: their transfers are delayed, stalled or limited,
 * and their connections reset.
 *
 * @param perCent share of the messages or transfers that are disturbed
 * @param delayNanos the longest delay, at least 1 ns; ignored by kinds that do not delay
 * @param seed seed of the random choice of messages, in the order of sending, and of their delays
 * @param links for each sender, the receivers whose links are disturbed; empty for all links, and for those between
 *     clients and servers behind a relay
 */
public record PacketFault(Kind kind, int perCent, long delayNanos, long seed, Map<String, List<String>> links)
        implements Fault {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final int PER_CENT_MAX = 100;
    private static final List<Kind> DRAWN = List.of(Kind.DELAY, Kind.LOSS, Kind.DUPLICATION, Kind.REORDERING);

    /** Kinds that are drawn for servers behind a relay. */
    public static final List<Kind> BEHIND_RELAY = List.of(Kind.DELAY, Kind.STALL, Kind.BANDWIDTH, Kind.RESET);

    /** Drawn delays of a KiB are shorter than those of a message, so that limits are 50 to 10,000 KiB a second. */
    private static final long BANDWIDTH_DELAY_DIVISOR = 10;

    /** Unit of the network behind a relay: one read from a connection. */
    public static final String TRANSFERS = "transfers";

    /** A cluster of foreign servers, whose traffic cannot be split into messages. */
    public interface RelayedLinks extends MessageLinks {

        /** Returns the kinds of disturbances that are possible on the links. */
        default List<Kind> packetFaults() {
            return BEHIND_RELAY;
        }
    }

    /** Kinds of disturbances of single messages. */
    public enum Kind {
        /**
         * Delays messages by a random time up to the maximum; later messages on the same link wait behind a delayed
         * one.
         */
        DELAY("messages-delayed"),
        LOSS("messages-lost"),
        DUPLICATION("messages-duplicated"),
        /**
         * Delays messages by a random time up to the maximum; later messages on the same link overtake a delayed one.
         */
        REORDERING("messages-held-back"),
        /** Delays messages by exactly the given delay and keeps them in order. */
        SLOWNESS("messages-slowed"),
        /** Holds transfers behind a relay, and those after them on the same connection, until the fault is undone. */
        STALL("transfers-stalled"),
        /** Limits each connection behind a relay to 1 KiB for each delay. */
        BANDWIDTH("transfers-limited"),
        /** Resets the connections of transfers behind a relay. */
        RESET("connections-reset"),
        /** Drops IP packets between the containers of foreign servers. */
        PACKET_LOSS("packets-lost");

        private final String effectName;

        Kind(String effectName) {
            this.effectName = effectName;
        }

        /** Returns true if this kind can disturb messages. */
        public boolean isOnMessages() {
            return compareTo(SLOWNESS) <= 0;
        }

        /** Returns the name of this kind in histories and scenarios. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PacketFault {
        Objects.requireNonNull(kind, "kind");
        links = Links.copy(links);
        if (perCent < 0 || perCent > PER_CENT_MAX) {
            throw new IllegalArgumentException("per-cent: " + perCent + "; expected 0 to " + PER_CENT_MAX);
        }
        if (delayNanos < 1) {
            throw new IllegalArgumentException("a delay of " + delayNanos + " ns; expected some delay");
        }
    }

    static PacketFault read(FaultFields fields) {
        List<String> words = Arrays.stream(Kind.values()).map(Kind::word).toList();
        return new PacketFault(
                Kind.values()[words.indexOf(fields.word("kind", words))],
                (int) Math.max(-1, Math.min(PER_CENT_MAX + 1L, fields.whole("per-cent", PER_CENT_MAX))),
                fields.millis("delay-ms", MILLISECOND_NANOS),
                fields.whole("seed", 0),
                fields.links("links"));
    }

    /**
     * Returns the drawer of packet faults. Seeds of packet faults come from a random stream separate from the
     * schedule's.
     */
    static FaultDrawer drawer(FaultContext context) {
        SplittableRandom seeds = new SplittableRandom(context.random().nextLong());
        List<Kind> kinds = context.cluster() instanceof RelayedLinks foreign ? foreign.packetFaults() : DRAWN;
        return () -> {
            Kind kind = kinds.get(context.random().nextInt(kinds.size()));
            int perCent = 5 + context.random().nextInt(46);
            long delayNanos = (1L + context.random().nextInt(200)) * MILLISECOND_NANOS;
            boolean isLimit = kind == Kind.BANDWIDTH;
            return (nemesis, whenStruck) -> nemesis.inject(
                    new PacketFault(
                            kind,
                            isLimit ? PER_CENT_MAX : perCent,
                            isLimit ? delayNanos / BANDWIDTH_DELAY_DIVISOR : delayNanos,
                            seeds.nextLong(),
                            Map.of()),
                    whenStruck);
        };
    }

    static String words(FaultTotals seen) {
        if (seen.active().stream().anyMatch(each -> ((PacketFault) each.fault()).kind == Kind.PACKET_LOSS)) {
            return seen.text(
                    "%,d IP packets lost in %d disturbances", seen.sum(Kind.PACKET_LOSS.effectName), seen.faults());
        }
        if (seen.linkUnit().equals(TRANSFERS)) {
            return seen.text(
                    "%,d transfers delayed, %,d stalled, %,d limited, %,d connections reset in %d disturbances",
                    seen.sum(Kind.DELAY.effectName) + seen.sum(Kind.SLOWNESS.effectName),
                    seen.sum(Kind.STALL.effectName),
                    seen.sum(Kind.BANDWIDTH.effectName),
                    seen.sum(Kind.RESET.effectName),
                    seen.faults());
        }
        return seen.text(
                "%,d messages delayed, %,d lost, %,d duplicated, %,d held back in %d disturbances",
                seen.sum(Kind.DELAY.effectName) + seen.sum(Kind.SLOWNESS.effectName),
                seen.sum(Kind.LOSS.effectName),
                seen.sum(Kind.DUPLICATION.effectName),
                seen.sum(Kind.REORDERING.effectName),
                seen.faults());
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.PACKET;
    }

    @Override
    public Set<String> nodes() {
        return Links.nodes(links);
    }

    @Override
    public Optional<Fault> renamed(Map<String, String> newNames) {
        Map<String, List<String>> renamed = Links.renamed(links, newNames);
        boolean isGone = renamed.isEmpty() && !links.isEmpty();
        return isGone ? Optional.empty() : Optional.of(new PacketFault(kind, perCent, delayNanos, seed, renamed));
    }

    /** Returns the same fault with another seed. */
    public PacketFault withSeed(long newSeed) {
        return new PacketFault(kind, perCent, delayNanos, newSeed, links);
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", new Keyword(kind.word()));
        fields.put("per-cent", (long) perCent);
        fields.put("delay-ms", BigDecimal.valueOf(delayNanos, 6));
        fields.put("seed", seed);
        if (!links.isEmpty()) {
            fields.put("links", links);
        }
        return fields;
    }

    /**
     * Checks that the fault can disturb messages.
     *
     * @throws IllegalArgumentException if it can only disturb connections behind a relay; the message is one sentence
     */
    public void requireOnMessages() {
        if (!kind.isOnMessages()) {
            throw new IllegalArgumentException("the packet fault " + kind.word()
                    + " disturbs connections of servers behind a relay; expected one of "
                    + Arrays.stream(Kind.values())
                            .filter(Kind::isOnMessages)
                            .map(Kind::word)
                            .toList());
        }
    }

    @Override
    public Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce) {
        if (context.cluster() instanceof RelayedLinks foreign) {
            requirePossible(foreign.packetFaults());
            return FaultRule.enforcedByWorld(this, links, context.cluster().nodeIds())
                    .inject(context.cluster().network(), kind.effectName, whenInForce);
        }
        requireOnMessages();
        SplittableRandom random = new SplittableRandom(seed);
        FaultRule rule =
                new FaultRule(this, links, links.isEmpty(), context.cluster().nodeIds(), packet -> {
                    if (random.nextInt(PER_CENT_MAX) >= perCent) {
                        return false;
                    }
                    disturb(packet, random);
                    return true;
                });
        return rule.inject(context.cluster().network(), kind.effectName, whenInForce);
    }

    private void requirePossible(List<Kind> kinds) {
        boolean isSlowness = kind == Kind.SLOWNESS && kinds.contains(Kind.DELAY);
        if (!kinds.contains(kind) && !isSlowness) {
            throw new IllegalArgumentException("the packet fault " + kind.word() + " is impossible on these links;"
                    + " expected one of " + kinds.stream().map(Kind::word).toList());
        }
    }

    private void disturb(Packet packet, SplittableRandom random) {
        switch (kind) {
            case DELAY -> packet.delay(1 + random.nextLong(delayNanos));
            case LOSS -> packet.drop();
            case DUPLICATION -> packet.duplicate();
            case REORDERING -> packet.holdBack(1 + random.nextLong(delayNanos));
            case SLOWNESS -> packet.delay(delayNanos);
            default -> throw new IllegalStateException(kind + " disturbs no messages");
        }
    }
}

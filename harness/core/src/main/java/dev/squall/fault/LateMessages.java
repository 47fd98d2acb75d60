package dev.squall.fault;

import dev.squall.history.Keyword;
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
 * A fault that lets messages between nodes arrive much later than others: after many election timeouts, or in a later
 * life of the receiver. In an asynchronous system no bound holds for delays (lecture 2.3), so a node must cope with
 * messages from long ago.
 *
 * @param perCent share of the messages that are affected
 * @param delayNanos the longest delay, at least 1 ns; ignored by {@link Kind#HOLD}
 * @param seed seed of the random choice of messages, in the order of sending, and of their delays
 * @param links for each sender, the receivers whose links are affected; empty for all links
 */
public record LateMessages(Kind kind, int perCent, long delayNanos, long seed, Map<String, List<String>> links)
        implements Fault {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final int PER_CENT_MAX = 100;
    private static final long DEFAULT_DELAY_NANOS = 1_000 * MILLISECOND_NANOS;

    /** Each of the drawn longest delays is twice the one before: 0.4, 0.8, 1.6, 3.2 and 6.4 s. */
    private static final int DELAYS_DRAWN = 5;

    private static final long SHORTEST_DRAWN_NANOS = 400 * MILLISECOND_NANOS;

    /** A cluster whose links can hold messages, and deliver copies of them, for any time. */
    public interface PatientLinks {}

    /** Ways in which messages become late. */
    public enum Kind {
        /** Delivers messages in time, and a second copy of each after a random time up to the maximum. */
        COPIES("messages-copied-late"),
        /** Delays messages by a random time up to the maximum; later messages on the same link overtake them. */
        DELAYS("messages-late"),
        /** Holds messages on cut links, and delivers them in order when the fault is undone. */
        HOLD("messages-held");

        private final String effectName;

        Kind(String effectName) {
            this.effectName = effectName;
        }

        /** Returns the name of this kind in histories and scenarios. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LateMessages {
        Objects.requireNonNull(kind, "kind");
        links = Links.copy(links);
        if (perCent < 0 || perCent > PER_CENT_MAX) {
            throw new IllegalArgumentException("per-cent: " + perCent + "; expected 0 to " + PER_CENT_MAX);
        }
        if (delayNanos < 1) {
            throw new IllegalArgumentException("a delay of " + delayNanos + " ns; expected some delay");
        }
    }

    static LateMessages read(FaultFields fields) {
        List<String> words = Arrays.stream(Kind.values()).map(Kind::word).toList();
        return new LateMessages(
                Kind.values()[words.indexOf(fields.word("kind", words))],
                (int) Math.max(-1, Math.min(PER_CENT_MAX + 1L, fields.whole("per-cent", PER_CENT_MAX))),
                fields.millis("delay-ms", DEFAULT_DELAY_NANOS),
                fields.whole("seed", 0),
                fields.links("links"));
    }

    /**
     * Returns the drawer of late messages. Copies and delays strike all links, and a cut that holds messages has the
     * shape of a partition. Seeds come from a random stream separate from the schedule's.
     */
    static FaultDrawer drawer(FaultContext context) {
        SplittableRandom seeds = new SplittableRandom(context.random().nextLong());
        return () -> {
            Kind kind = Kind.values()[context.random().nextInt(Kind.values().length)];
            int perCent = 5 + context.random().nextInt(46);
            long delayNanos = SHORTEST_DRAWN_NANOS << context.random().nextInt(DELAYS_DRAWN);
            return (nemesis, whenStruck) -> {
                boolean isCut = kind == Kind.HOLD;
                nemesis.inject(
                        new LateMessages(
                                kind,
                                isCut ? PER_CENT_MAX : perCent,
                                delayNanos,
                                seeds.nextLong(),
                                isCut ? Partition.drawnLinks(context) : Map.of()),
                        whenStruck);
            };
        };
    }

    static String words(FaultTotals seen) {
        return seen.text(
                "%,d messages copied late, %,d delivered late, %,d held on cut links in %d disturbances",
                seen.sum(Kind.COPIES.effectName),
                seen.sum(Kind.DELAYS.effectName),
                seen.sum(Kind.HOLD.effectName),
                seen.faults());
    }

    /** Returns the same fault with another seed. */
    public LateMessages withSeed(long newSeed) {
        return new LateMessages(kind, perCent, delayNanos, newSeed, links);
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.LATE;
    }

    @Override
    public Set<String> nodes() {
        return Links.nodes(links);
    }

    @Override
    public Optional<Fault> renamed(Map<String, String> newNames) {
        Map<String, List<String>> renamed = Links.renamed(links, newNames);
        boolean isGone = renamed.isEmpty() && !links.isEmpty();
        return isGone ? Optional.empty() : Optional.of(new LateMessages(kind, perCent, delayNanos, seed, renamed));
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

    @Override
    public Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce) {
        context.capability(PatientLinks.class);
        SplittableRandom random = new SplittableRandom(seed);
        FaultRule rule =
                new FaultRule(this, links, links.isEmpty(), context.cluster().nodeIds(), packet -> {
                    if (random.nextInt(PER_CENT_MAX) >= perCent) {
                        return false;
                    }
                    makeLate(packet, random);
                    return true;
                });
        return rule.inject(context.cluster().network(), kind.effectName, whenInForce);
    }

    private void makeLate(Packet packet, SplittableRandom random) {
        switch (kind) {
            case COPIES -> packet.duplicateAfter(1 + random.nextLong(delayNanos));
            case DELAYS -> packet.holdBack(1 + random.nextLong(delayNanos));
            case HOLD -> packet.hold();
        }
    }
}

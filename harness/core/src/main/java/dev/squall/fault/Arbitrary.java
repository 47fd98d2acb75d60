package dev.squall.fault;

import dev.squall.history.Keyword;
import dev.squall.world.ArbitraryLinks;
import dev.squall.world.adversary.Tampering;
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
 * An adversary on the links between nodes, which tampers with some of the messages (arbitrary links, lecture 2.3).
 *
 * @param perCent share of the messages that are tampered with
 * @param seed seed of the random choice of messages, in the order of sending, and of their changes
 * @param links for each sender, the receivers on whose links the adversary is; empty for all links
 */
public record Arbitrary(Tampering.Kind kind, int perCent, long seed, Map<String, List<String>> links) implements Fault {

    private static final int PER_CENT_MAX = 100;

    public Arbitrary {
        Objects.requireNonNull(kind, "kind");
        links = Links.copy(links);
        if (perCent < 0 || perCent > PER_CENT_MAX) {
            throw new IllegalArgumentException("per-cent: " + perCent + "; expected 0 to " + PER_CENT_MAX);
        }
    }

    /** Returns the same adversary with another seed. */
    public Arbitrary withSeed(long other) {
        return new Arbitrary(kind, perCent, other, links);
    }

    private static String word(Tampering.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String effectName(Tampering.Kind kind) {
        return switch (kind) {
            case CORRUPTION -> "messages-corrupted";
            case FORGERY -> "messages-forged";
            case REPLAY -> "messages-replayed";
        };
    }

    static Arbitrary read(FaultFields fields) {
        List<String> words =
                Arrays.stream(Tampering.Kind.values()).map(Arbitrary::word).toList();
        return new Arbitrary(
                Tampering.Kind.values()[words.indexOf(fields.word("kind", words))],
                (int) Math.max(-1, Math.min(PER_CENT_MAX + 1L, fields.whole("per-cent", PER_CENT_MAX))),
                fields.whole("seed", 0),
                fields.links("links"));
    }

    /**
     * Returns the drawer of adversaries. Seeds of adversaries come from a random stream separate from the schedule's.
     */
    static FaultDrawer drawer(FaultContext context) {
        SplittableRandom seeds = new SplittableRandom(context.random().nextLong());
        return () -> {
            Tampering.Kind kind = Tampering.Kind.values()[context.random().nextInt(Tampering.Kind.values().length)];
            int perCent = 5 + context.random().nextInt(46);
            return (nemesis, whenStruck) ->
                    nemesis.inject(new Arbitrary(kind, perCent, seeds.nextLong(), Map.of()), whenStruck);
        };
    }

    static String words(FaultTotals seen) {
        return seen.text(
                "%,d messages corrupted, %,d forged, %,d replayed in %d disturbances",
                seen.sum(effectName(Tampering.Kind.CORRUPTION)),
                seen.sum(effectName(Tampering.Kind.FORGERY)),
                seen.sum(effectName(Tampering.Kind.REPLAY)),
                seen.faults());
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.ARBITRARY;
    }

    @Override
    public Set<String> nodes() {
        return Links.nodes(links);
    }

    @Override
    public Optional<Fault> renamed(Map<String, String> newNames) {
        Map<String, List<String>> renamed = Links.renamed(links, newNames);
        boolean isGone = renamed.isEmpty() && !links.isEmpty();
        return isGone ? Optional.empty() : Optional.of(new Arbitrary(kind, perCent, seed, renamed));
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", new Keyword(word(kind)));
        fields.put("per-cent", (long) perCent);
        fields.put("seed", seed);
        if (!links.isEmpty()) {
            fields.put("links", links);
        }
        return fields;
    }

    @Override
    public Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce) {
        context.capability(ArbitraryLinks.class);
        SplittableRandom random = new SplittableRandom(seed);
        FaultRule rule =
                new FaultRule(this, links, links.isEmpty(), context.cluster().nodeIds(), packet -> {
                    if (random.nextInt(PER_CENT_MAX) >= perCent) {
                        return false;
                    }
                    packet.tamper(new Tampering(kind, random.nextLong()));
                    return true;
                });
        return rule.inject(context.cluster().network(), effectName(kind), whenInForce);
    }
}

package dev.squall.mutate;

import dev.squall.mutate.MutantVerdict.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Mutation score: the share of mutants that a property kills, among those that were killed or survived. Mutants that
 * are equivalent, broken, crashed or timed out are counted apart: none of them shows what the properties can find.
 *
 * @param counts number of mutants of each kind; every kind is there
 * @param medianRuns median number of runs to a kill, the lower one of two; empty without a kill
 */
public record MutationScore(Map<Kind, Integer> counts, OptionalInt medianRuns) {

    /** Two-sided 95 % quantile of the normal distribution. */
    private static final double Z = 1.959964;

    public MutationScore {
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    static MutationScore of(List<MutationResult.Entry> entries) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, 0);
        }
        entries.forEach(entry -> counts.merge(entry.verdict().kind(), 1, Integer::sum));
        int[] runs = entries.stream()
                .filter(entry -> entry.verdict().kind() == Kind.KILLED)
                .mapToInt(entry -> entry.verdict().runs())
                .sorted()
                .toArray();
        return new MutationScore(
                counts, runs.length == 0 ? OptionalInt.empty() : OptionalInt.of(runs[(runs.length - 1) / 2]));
    }

    public int killed() {
        return counts.get(Kind.KILLED);
    }

    /** Returns the number of mutants that were killed or survived. */
    public int judged() {
        return killed() + counts.get(Kind.SURVIVED);
    }

    /** Returns the score from 0 to 1, or NaN if no mutant was killed or survived. */
    public double value() {
        return (double) killed() / judged();
    }

    /**
     * Returns an end of the score's 95 % interval by Wilson (1927), for mutants that are a random sample. NaN if no
     * mutant was killed or survived.
     *
     * @param sign -1 for the lower end, 1 for the upper end
     */
    private double end(int sign) {
        double n = judged();
        double p = value();
        double centre = p + Z * Z / (2 * n);
        double width = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return Math.max(0, Math.min(1, (centre + sign * width) / (1 + Z * Z / n)));
    }

    /** Returns the lower end of the 95 % interval of a sample's score. */
    public double lower() {
        return end(-1);
    }

    /** Returns the upper end of the 95 % interval of a sample's score. */
    public double upper() {
        return end(1);
    }
}

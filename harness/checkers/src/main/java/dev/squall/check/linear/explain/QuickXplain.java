package dev.squall.check.linear.explain;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;

/**
 * Search for a minimal subset that satisfies a monotone predicate. The set is halved recursively, so that k of n
 * elements take about k log (n / k) evaluations (Junker, <i>QuickXplain: preferred explanations and relaxations for
 * over-constrained problems</i>, 2004). Elements at the front are removed first.
 */
final class QuickXplain {

    private final Predicate<BitSet> suffices;

    private QuickXplain(Predicate<BitSet> suffices) {
        this.suffices = suffices;
    }

    /** Returns a minimal sufficient subset of the candidates, which together suffice. */
    static BitSet minimal(BitSet candidates, Predicate<BitSet> suffices) {
        return new QuickXplain(suffices)
                .needed(new BitSet(), false, candidates.stream().toArray());
    }

    /**
     * Returns a minimal subset of the candidates that suffices together with the given elements.
     *
     * @param grown true if {@code given} has grown since the predicate was last evaluated
     */
    private BitSet needed(BitSet given, boolean grown, int[] candidates) {
        if (grown && suffices.test(given)) {
            return new BitSet();
        }
        if (candidates.length <= 1) {
            return union(new BitSet(), candidates);
        }
        int[] early = Arrays.copyOf(candidates, candidates.length / 2);
        int[] late = Arrays.copyOfRange(candidates, early.length, candidates.length);
        BitSet neededEarly = needed(union(given, late), true, early);
        BitSet neededLate = needed(union(given, neededEarly.stream().toArray()), !neededEarly.isEmpty(), late);
        neededLate.or(neededEarly);
        return neededLate;
    }

    private static BitSet union(BitSet set, int[] more) {
        BitSet union = (BitSet) set.clone();
        Arrays.stream(more).forEach(union::set);
        return union;
    }
}

package dev.squall.check.linear.explain;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;

/**
 * Finds a minimal part of a set that suffices for something, where more never suffices less. The set is halved, so that
 * k of n take about k log (n / k) questions (Junker, <i>QuickXplain: preferred explanations and relaxations for
 * over-constrained problems</i>, 2004). Of what can be left out, what stands first is left out first.
 */
final class QuickXplain {

    private final Predicate<BitSet> suffices;

    private QuickXplain(Predicate<BitSet> suffices) {
        this.suffices = suffices;
    }

    /** Returns a minimal part of the candidates; these suffice together. */
    static BitSet minimal(BitSet candidates, Predicate<BitSet> suffices) {
        return new QuickXplain(suffices)
                .needed(new BitSet(), false, candidates.stream().toArray());
    }

    /**
     * Returns a minimal part of the candidates that suffices together with what is given.
     *
     * @param grown whether something was given that it was not yet asked about
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

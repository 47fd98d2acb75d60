package dev.squall.check.linear.monitor;

import dev.squall.check.linear.calls.Calls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Runs of calls, and their order in real time. A run is a sequence of groups of calls that take effect one group after
 * the other, with no other call between them. Each run must agree with real time, and the runs must have an order that
 * agrees with real time.
 *
 * <p><b>Zones.</b> Run A must come before run B if a call of A ends before a call of B begins: min end(A) &lt; max
 * begin(B). An order exists if and only if no two runs must each precede the other: a shortest cycle cannot be longer.
 * The zone of a run begins at the lesser of min end and max begin. The runs are sorted by the begins of their zones,
 * and each run is compared with the earlier one that has the greatest max begin. If an order exists, the sorted order
 * is one. Proof: let A precede B necessarily, but not B precede A. Then min end(A) &lt; max begin(B) and max begin(A)
 * &lt; min end(B), so the zone of A begins first (Gibbons and Korach, <i>Testing shared memories</i>, 1997).
 *
 * <p>Takes O(n log n) for n calls.
 */
final class Runs {

    private static final int NONE = -1;

    /** Run: its groups, the call that ended first and the call that began last. */
    private record Run(List<int[]> groups, int firstEnded, int lastBegun) {}

    private final Calls calls;
    private final List<Run> runs = new ArrayList<>();

    Runs(Calls calls) {
        this.calls = calls;
    }

    /**
     * Adds a run. Returns the refutation if the run contradicts real time, else null.
     *
     * @param isFirst true if the run must come before all others
     */
    Monitors.Refutation add(List<int[]> groups, boolean isFirst) {
        Precedence.Contradiction contradiction = Precedence.in(calls, groups);
        if (contradiction != null) {
            return new Monitors.Refutation(
                    "stale-read",
                    contradiction.ended(),
                    "by the values it took effect only after an operation that began when it had ended,",
                    contradiction.began());
        }
        int firstEnded = NONE;
        int lastBegun = NONE;
        for (int[] group : groups) {
            for (int c : group) {
                firstEnded = firstEnded == NONE || calls.returned()[c] < calls.returned()[firstEnded] ? c : firstEnded;
                lastBegun = lastBegun == NONE || calls.invoked()[c] > calls.invoked()[lastBegun] ? c : lastBegun;
            }
        }
        runs.add(new Run(groups, isFirst ? NONE : firstEnded, lastBegun));
        return null;
    }

    private int end(Run run) {
        return run.firstEnded == NONE ? -1 : calls.returned()[run.firstEnded];
    }

    private int begin(Run run) {
        return run.lastBegun == NONE ? -1 : calls.invoked()[run.lastBegun];
    }

    /** Sorts the runs. Returns the refutation if they have no order, else null. */
    Monitors.Refutation refuteOrder() {
        runs.sort(Comparator.comparing(run -> Math.min(end(run), begin(run))));
        Run furthest = null;
        for (Run run : runs) {
            if (furthest != null && end(run) < begin(furthest) && end(furthest) < begin(run)) {
                return inverted(furthest, run);
            }
            furthest = furthest == null || begin(run) > begin(furthest) ? run : furthest;
        }
        return null;
    }

    /** Returns the calls of all runs: a linearization after the sorting, if there was no refutation. */
    List<Integer> order() {
        return runs.stream()
                .flatMap(run -> run.groups.stream())
                .flatMapToInt(Arrays::stream)
                .boxed()
                .toList();
    }

    /**
     * Returns the refutation by two runs of which each must precede the other. The call that completed last is the
     * unplaceable call.
     */
    private Monitors.Refutation inverted(Run one, Run other) {
        int call = lastCompleted(one);
        if (calls.returned()[call] < calls.returned()[lastCompleted(other)]) {
            return inverted(other, one);
        }
        List<Integer> witnesses = new ArrayList<>();
        for (int c : new int[] {one.firstEnded, one.lastBegun, other.firstEnded, other.lastBegun}) {
            if (c != NONE && c != call) {
                witnesses.add(c);
            }
        }
        return new Monitors.Refutation(
                "stale-read",
                call,
                "its value and another would each have to be in place before the other: that of",
                other.firstEnded,
                witnesses);
    }

    private int lastCompleted(Run run) {
        return run.groups.stream()
                .flatMapToInt(Arrays::stream)
                .filter(c -> calls.returned()[c] != Calls.NEVER)
                .boxed()
                .max(Comparator.comparing(c -> calls.returned()[c]))
                .orElseThrow();
    }
}

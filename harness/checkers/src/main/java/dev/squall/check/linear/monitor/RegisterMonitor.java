package dev.squall.check.linear.monitor;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.calls.Transitions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Monitor for registers in which each value that was read was written once, so that the source of each read is known
 * (Gibbons and Korach, <i>Testing shared memories</i>, 1997, extended by compare-and-set).
 *
 * <p><b>Runs.</b> A run is a write, the reads of its value, the compare-and-set that found this value, the reads of the
 * new value, and so on. The calls of a run take effect consecutively. Each run must agree with real time, and the runs
 * must have an order that agrees with real time.
 *
 * <p><b>Zones.</b> Run A must come before run B if a call of A ends before a call of B begins: min end(A) &lt; max
 * begin(B). An order exists if and only if no two runs must each precede the other: a shortest cycle cannot be longer.
 * The zone of a run begins at the lesser of min end and max begin. The monitor sorts the runs by the begins of their
 * zones and compares each run with the earlier one that has the greatest max begin. If an order exists, the sorted
 * order is one. Proof: let A precede B necessarily, but not B precede A. Then min end(A) &lt; max begin(B) and max
 * begin(A) &lt; min end(B), so the zone of A begins first.
 *
 * <p><b>Uncompleted calls.</b> An uncompleted call is left out if no other call found its value, except calls that are
 * left out themselves. The other uncompleted calls took effect and have no end.
 *
 * <p>Takes O(n log n).
 */
final class RegisterMonitor {

    private static final String METHOD = "register-monitor";
    private static final int INITIAL = 0;
    private static final int NONE = -1;
    private static final int AMBIGUOUS = -2;

    /** Run: groups of consecutive calls, the call that ended first and the call that began last. */
    private record Run(List<int[]> groups, int firstEnded, int lastBegun) {}

    private final Calls calls;
    private final Meter meter;
    private final Transitions transitions;

    /** For each state: the call that leaves the state, {@link #NONE} or {@link #AMBIGUOUS}. */
    private final int[] source;

    private final BitSet found = new BitSet();
    private final BitSet tookEffect = new BitSet();

    /** Runs; in linearization order if there is no refutation. */
    private final List<Run> runs = new ArrayList<>();

    private RegisterMonitor(Calls calls, Meter meter) {
        this.calls = calls;
        this.meter = meter;
        this.transitions = calls.transitions();
        this.source = new int[transitions.stateCount()];
        Arrays.fill(source, NONE);
    }

    /** Returns the decision; empty if a value that was found has several possible sources or none. */
    static Optional<Decision> decide(Calls calls, Meter meter) {
        RegisterMonitor monitor = new RegisterMonitor(calls, meter);
        return monitor.trace() ? Optional.of(Monitors.decision(calls, METHOD, monitor.refute())) : Optional.empty();
    }

    /**
     * Returns a linearization of calls that this monitor decided to be valid: run by run, each group in the order of
     * invocations.
     */
    static List<Integer> order(Calls calls, Meter meter) {
        RegisterMonitor monitor = new RegisterMonitor(calls, meter);
        monitor.trace();
        monitor.refute();
        return monitor.runs.stream()
                .flatMap(run -> run.groups.stream())
                .flatMapToInt(Arrays::stream)
                .boxed()
                .toList();
    }

    private int required(int c) {
        return transitions.required(calls.kind()[c]);
    }

    private int left(int c) {
        return transitions.left(calls.kind()[c]);
    }

    private boolean isObserver(int c) {
        return transitions.isObserver(calls.kind()[c]);
    }

    /** Finds the source of each value that was found. Returns false if a value has several possible sources or none. */
    private boolean trace() {
        ArrayDeque<Integer> needed = new ArrayDeque<>();
        for (int c = 0; c < calls.size(); c++) {
            if (!isObserver(c)) {
                source[left(c)] = source[left(c)] == NONE ? c : AMBIGUOUS;
            }
            if (calls.returned()[c] != Calls.NEVER) {
                needed.add(c);
            }
        }
        while (!needed.isEmpty()) {
            meter.step();
            int c = needed.remove();
            tookEffect.set(c);
            int state = required(c);
            if (state >= 0 && !found.get(state)) {
                found.set(state);
                boolean plain = state == INITIAL ? source[state] == NONE : source[state] >= 0;
                if (!plain) {
                    return false;
                }
                if (state != INITIAL && calls.returned()[source[state]] == Calls.NEVER) {
                    needed.add(source[state]);
                }
            }
        }
        return true;
    }

    private Monitors.Refutation refute() {
        int[] successor = new int[source.length];
        Arrays.fill(successor, NONE);
        List<List<Integer>> observers = new ArrayList<>();
        for (int state = 0; state < source.length; state++) {
            observers.add(new ArrayList<>(0));
        }
        for (int c = tookEffect.nextSetBit(0); c >= 0; c = tookEffect.nextSetBit(c + 1)) {
            int state = required(c);
            if (state >= 0 && isObserver(c)) {
                observers.get(state).add(c);
            } else if (state >= 0) {
                if (successor[state] != NONE) {
                    return new Monitors.Refutation(
                            "lost-update", c, "that value was written once, and replaced by", successor[state]);
                }
                successor[state] = c;
            }
        }
        return refute(successor, observers);
    }

    private Monitors.Refutation refute(int[] successor, List<List<Integer>> observers) {
        int inRuns = 0;
        for (int c = NONE; c >= NONE; c = nextWrite(c)) {
            meter.step();
            List<int[]> groups = groups(c, successor, observers);
            Precedence.Contradiction contradiction = Precedence.in(calls, groups);
            if (contradiction != null) {
                return new Monitors.Refutation(
                        "stale-read",
                        contradiction.ended(),
                        "by the values it took effect only after an operation that began when it had ended,",
                        contradiction.began());
            }
            inRuns += groups.stream().mapToInt(group -> group.length).sum();
            runs.add(run(groups, c == NONE));
        }
        return inRuns < tookEffect.cardinality() ? refuteCircle() : refuteOrder();
    }

    /** Returns the next write that took effect; a number below {@link #NONE} if there is none. */
    private int nextWrite(int c) {
        int next = tookEffect.nextSetBit(c + 1);
        while (next >= 0 && required(next) != Transitions.ANY) {
            next = tookEffect.nextSetBit(next + 1);
        }
        return next < 0 ? NONE - 1 : next;
    }

    /** Returns the groups of the run that starts with a write or with the initial value. */
    private List<int[]> groups(int write, int[] successor, List<List<Integer>> observers) {
        List<int[]> groups = new ArrayList<>();
        int setter = write;
        do {
            meter.step();
            int state = INITIAL;
            if (setter != NONE) {
                groups.add(new int[] {setter});
                state = left(setter);
            }
            if (!found.get(state)) {
                break;
            }
            if (!observers.get(state).isEmpty()) {
                groups.add(observers.get(state).stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
            }
            setter = successor[state];
        } while (setter != NONE);
        return groups;
    }

    private Run run(List<int[]> groups, boolean initial) {
        int firstEnded = NONE;
        int lastBegun = NONE;
        for (int[] group : groups) {
            for (int c : group) {
                firstEnded = firstEnded == NONE || calls.returned()[c] < calls.returned()[firstEnded] ? c : firstEnded;
                lastBegun = lastBegun == NONE || calls.invoked()[c] > calls.invoked()[lastBegun] ? c : lastBegun;
            }
        }
        return new Run(groups, initial ? NONE : firstEnded, lastBegun);
    }

    private int end(Run run) {
        return run.firstEnded == NONE ? -1 : calls.returned()[run.firstEnded];
    }

    private int begin(Run run) {
        return run.lastBegun == NONE ? -1 : calls.invoked()[run.lastBegun];
    }

    private Monitors.Refutation refuteOrder() {
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

    /** Returns the refutation by calls that depend on each other's values in a cycle. */
    private Monitors.Refutation refuteCircle() {
        BitSet inCircle = (BitSet) tookEffect.clone();
        runs.forEach(run -> run.groups.forEach(group -> Arrays.stream(group).forEach(inCircle::clear)));
        int call = inCircle.stream()
                .filter(c -> calls.returned()[c] != Calls.NEVER)
                .findFirst()
                .orElseThrow();
        return new Monitors.Refutation(
                "unwritten-value", call, "that value comes only from operations that needed it themselves", NONE);
    }
}

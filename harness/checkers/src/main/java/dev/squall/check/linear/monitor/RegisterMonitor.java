package dev.squall.check.linear.monitor;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.calls.Transitions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Monitor for registers in which each value that was read was written once, so that the source of each read is known
 * (Gibbons and Korach, <i>Testing shared memories</i>, 1997, extended by compare-and-set).
 *
 * <p><b>Runs.</b> A run is a write, the reads of its value, the compare-and-set that found this value, the reads of the
 * new value, and so on. The calls of a run take effect consecutively. The runs must have an order that agrees with
 * real time (see {@link Runs}).
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

    private final Calls calls;
    private final Meter meter;
    private final Transitions transitions;

    /** For each state: the call that leaves the state, {@link #NONE} or {@link #AMBIGUOUS}. */
    private final int[] source;

    private final BitSet found = new BitSet();
    private final BitSet tookEffect = new BitSet();

    private final Runs runs;

    private RegisterMonitor(Calls calls, Meter meter) {
        this.calls = calls;
        this.meter = meter;
        this.transitions = calls.transitions();
        this.runs = new Runs(calls);
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
        return monitor.runs.order();
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
            Monitors.Refutation refutation = runs.add(groups, c == NONE);
            if (refutation != null) {
                return refutation;
            }
            inRuns += groups.stream().mapToInt(group -> group.length).sum();
        }
        return inRuns < tookEffect.cardinality() ? refuteCircle() : runs.refuteOrder();
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

    /** Returns the refutation by calls that depend on each other's values in a cycle. */
    private Monitors.Refutation refuteCircle() {
        BitSet inCircle = (BitSet) tookEffect.clone();
        runs.order().forEach(inCircle::clear);
        int call = inCircle.stream()
                .filter(c -> calls.returned()[c] != Calls.NEVER)
                .findFirst()
                .orElseThrow();
        return new Monitors.Refutation(
                "unwritten-value", call, "that value comes only from operations that needed it themselves", NONE);
    }
}

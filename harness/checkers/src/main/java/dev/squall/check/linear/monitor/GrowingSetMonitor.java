package dev.squall.check.linear.monitor;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.model.Call;
import dev.squall.check.linear.model.SetModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Monitor for a grow-only set to which no element is added twice and which is only read as a whole. The results of the
 * reads must form a chain of growing sets. The chain determines between which reads each addition took effect;
 * additions between the same reads may be in any order. An uncompleted addition that no read returned is left out.
 * Takes time linear in the elements of the distinct results, and O(n log n) for n calls.
 */
final class GrowingSetMonitor {

    private static final String METHOD = "growing-set-monitor";

    private final Calls calls;
    private final Meter meter;
    private final Map<Object, Integer> additions = new HashMap<>();

    /** Reads grouped by result, the smallest result first. */
    private final List<List<Integer>> reads = new ArrayList<>();

    /** Groups of calls that take effect one group after the other. */
    private final List<int[]> groups = new ArrayList<>();

    private GrowingSetMonitor(Calls calls, Meter meter) {
        this.calls = calls;
        this.meter = meter;
    }

    /** Returns the decision; empty if there are other calls or an element is added twice. */
    static Optional<Decision> decide(Calls calls, SetModel model, Meter meter) {
        GrowingSetMonitor monitor = new GrowingSetMonitor(calls, meter);
        return monitor.sort(model) ? Optional.of(Monitors.decision(calls, METHOD, monitor.refute())) : Optional.empty();
    }

    /** Returns a linearization of calls that this monitor decided to be valid. */
    static List<Integer> order(Calls calls, SetModel model, Meter meter) {
        GrowingSetMonitor monitor = new GrowingSetMonitor(calls, meter);
        monitor.sort(model);
        monitor.refute();
        return monitor.groups.stream().flatMapToInt(Arrays::stream).boxed().toList();
    }

    private boolean sort(SetModel model) {
        Map<Integer, List<Integer>> readsByKind = new HashMap<>();
        for (int c = 0; c < calls.size(); c++) {
            Call call = call(c);
            if (model.isReadOfAll(call)) {
                List<Integer> same = readsByKind.get(calls.kind()[c]);
                if (same == null) {
                    same = new ArrayList<>();
                    readsByKind.put(calls.kind()[c], same);
                    reads.add(same);
                }
                same.add(c);
            } else if (!model.isAddition(call) || additions.put(call.argument(), c) != null) {
                return false;
            }
        }
        reads.sort(Comparator.comparing(same -> result(same).size()));
        return true;
    }

    private Call call(int c) {
        return calls.transitions().call(calls.kind()[c]);
    }

    private Set<?> result(List<Integer> same) {
        return (Set<?>) call(same.get(0)).result();
    }

    private Monitors.Refutation refute() {
        Map<Object, Integer> unread = new HashMap<>(additions);
        Set<?> before = Set.of();
        for (int i = 0; i < reads.size(); i++) {
            Set<?> read = result(reads.get(i));
            meter.checkTime();
            if (!read.containsAll(before)) {
                return new Monitors.Refutation(
                        "incomparable-reads",
                        reads.get(i).get(0),
                        "each of two reads misses something that the other has; the second is",
                        reads.get(i - 1).get(0));
            }
            List<Integer> fresh = new ArrayList<>();
            for (Object element : read) {
                meter.step();
                if (!additions.containsKey(element)) {
                    return new Monitors.Refutation(
                            "unwritten-value", reads.get(i).get(0), "something in it was never added", -1);
                }
                Integer addition = unread.remove(element);
                if (addition != null) {
                    fresh.add(addition);
                }
            }
            groups.add(array(fresh));
            groups.add(array(reads.get(i)));
            before = read;
        }
        groups.add(unread.values().stream()
                .mapToInt(Integer::intValue)
                .filter(c -> calls.returned()[c] != Calls.NEVER)
                .sorted()
                .toArray());
        return refutation(Precedence.in(calls, groups));
    }

    private static int[] array(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private static Monitors.Refutation refutation(Precedence.Contradiction contradiction) {
        return contradiction == null
                ? null
                : new Monitors.Refutation(
                        "stale-read",
                        contradiction.ended(),
                        "by what was read it took effect only after an operation that began when it had ended,",
                        contradiction.began());
    }
}

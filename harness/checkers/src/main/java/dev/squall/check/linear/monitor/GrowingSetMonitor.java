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
 * A set of which nothing is removed, to which no element is added twice, and which is only read as a whole. What was
 * read must then be a chain of growing sets, and says of each addition between which reads it took effect; within that,
 * any order will do. An uncompleted addition that nobody read is left out. Takes time linear in the elements of the
 * different results, and O(n log n) for n calls.
 */
final class GrowingSetMonitor {

    private static final String METHOD = "growing-set-monitor";

    private final Calls calls;
    private final Meter meter;
    private final Map<Object, Integer> additions = new HashMap<>();

    /** The reads by their results, the smallest first. */
    private final List<List<Integer>> reads = new ArrayList<>();

    /** Calls that take effect one group after the other, as far as is known. */
    private final List<int[]> groups = new ArrayList<>();

    private GrowingSetMonitor(Calls calls, Meter meter) {
        this.calls = calls;
        this.meter = meter;
    }

    /** Returns the decision, or empty if there are other calls, or an element is added twice. */
    static Optional<Decision> decide(Calls calls, SetModel model, Meter meter) {
        GrowingSetMonitor monitor = new GrowingSetMonitor(calls, meter);
        return monitor.sort(model) ? Optional.of(Monitors.decision(calls, METHOD, monitor.refute())) : Optional.empty();
    }

    /** Returns an order of calls that this monitor decided to be valid. */
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

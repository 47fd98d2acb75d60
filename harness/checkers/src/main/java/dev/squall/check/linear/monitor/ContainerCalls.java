package dev.squall.check.linear.monitor;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.model.Call;
import dev.squall.check.linear.model.ContainerModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls on a container in which no value is put twice, grouped by value. Times are ranks of events. Gap i lies between
 * the consecutive events i and i + 1; a call can take effect in the gaps from its invocation to its return.
 *
 * <p><b>Zones.</b> If the put and take of a value do not overlap, the value is in the container between them in every
 * order. The zone of a value is this interval, from the first return to the last invocation. The container may be empty
 * in any gap outside all zones, since each value can be put and taken before or after the gap.
 *
 * <p><b>Uncompleted calls.</b> An uncompleted put whose value was not taken is left out, since the order does not need
 * it. An uncompleted put whose value was taken has no end. An uncompleted take is also left out. Leaving out takes is
 * exact if completed takes took the values of all completed puts. An uncompleted take can then only take the value of
 * an uncompleted put, and both can be left out. Otherwise an order without the take is still valid, but the absence of
 * an order proves nothing; see {@link LostValues} for queues.
 */
final class ContainerCalls {

    private static final int NONE = -1;

    final Calls calls;

    /** The put and the take of each value; the take is -1 if there is none. */
    final int[] put;

    final int[] take;

    /** Ranks of the invocations and returns by value; a value that was not taken counts as taken after the end. */
    final int[] putInvoked;

    final int[] putReturned;
    final int[] takeInvoked;
    final int[] takeReturned;

    /** Calls that found the container empty. */
    final int[] empties;

    private final Object[] values;
    private final int[] times;

    /** Uncompleted takes, in the order of their invocations. */
    final int[] unknownTakes;

    /** Meter that counts the steps of the monitors. */
    final Meter meter;

    private final Matching matching;

    private ContainerCalls(Calls calls, Matching matching, int[] take, Meter meter) {
        this.calls = calls;
        this.meter = meter;
        this.values = matching.values.toArray();
        this.put = ints(matching.puts);
        this.take = take;
        this.empties = ints(matching.empties);
        this.unknownTakes = ints(matching.unknownTakes);
        this.matching = matching;
        this.times = times(calls);
        this.putInvoked = ranks(put, calls.invoked());
        this.putReturned = ranks(put, calls.returned());
        this.takeInvoked = ranks(take, calls.invoked());
        this.takeReturned = ranks(take, calls.returned());
    }

    /** Returns the calls by value; null if a value is put in twice. */
    static ContainerCalls of(Calls calls, ContainerModel model, Meter meter) {
        Matching matching = new Matching(calls, model, meter);
        return matching.ambiguous ? null : new ContainerCalls(calls, matching, ints(matching.takes), meter);
    }

    /** Returns the same calls with another assignment of takes to values. */
    ContainerCalls withTakes(int[] takes) {
        return new ContainerCalls(calls, matching, takes, meter);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Matching of puts and takes by value. */
    private static final class Matching {

        final List<Object> values = new ArrayList<>();
        final List<Integer> puts = new ArrayList<>();
        final List<Integer> takes = new ArrayList<>();
        final List<Integer> empties = new ArrayList<>();
        final List<Integer> unknownTakes = new ArrayList<>();
        boolean ambiguous;
        Monitors.Refutation refutation;

        Matching(Calls calls, ContainerModel model, Meter meter) {
            Map<Object, Integer> putOf = new LinkedHashMap<>();
            Map<Object, Integer> takeOf = new LinkedHashMap<>();
            for (int c = 0; c < calls.size(); c++) {
                meter.step();
                Call call = calls.transitions().call(calls.kind()[c]);
                switch (model.action(call)) {
                    case PUT -> ambiguous |= putOf.put(call.argument(), c) != null;
                    case FIND_EMPTY -> empties.add(c);
                    case TAKE_UNKNOWN -> unknownTakes.add(c);
                    case TAKE -> take(takeOf, call.result(), c);
                }
            }
            takeOf.forEach((value, c) -> {
                if (!putOf.containsKey(value)) {
                    refutation = new Monitors.Refutation("unwritten-value", c, "no operation put that value in", NONE);
                }
            });
            for (int c = 0; c < calls.size(); c++) {
                meter.step();
                Call call = calls.transitions().call(calls.kind()[c]);
                boolean isPut = model.action(call) == ContainerModel.Action.PUT;
                if (isPut && (calls.returned()[c] != Calls.NEVER || takeOf.containsKey(call.argument()))) {
                    values.add(call.argument());
                    puts.add(c);
                    takes.add(takeOf.getOrDefault(call.argument(), NONE));
                }
            }
        }

        private void take(Map<Object, Integer> takeOf, Object value, int c) {
            Integer other = takeOf.put(value, c);
            if (other != null) {
                refutation = new Monitors.Refutation(
                        "duplicate", c, "that value was put in once, and taken already for", other);
            }
        }
    }

    private static int[] times(Calls calls) {
        int[] times = Arrays.copyOf(calls.invoked(), 2 * calls.size() + 1);
        System.arraycopy(calls.returned(), 0, times, calls.size(), calls.size());
        times[times.length - 1] = Calls.NEVER;
        Arrays.sort(times);
        return times;
    }

    private int[] ranks(int[] chosen, int[] timeOfCall) {
        return Arrays.stream(chosen)
                .map(c -> c == NONE ? gaps() : rank(timeOfCall[c]))
                .toArray();
    }

    private int rank(int time) {
        return time == Calls.NEVER ? gaps() + 1 : Arrays.binarySearch(times, time);
    }

    int size() {
        return put.length;
    }

    Object value(int v) {
        return values[v];
    }

    /** Returns the number of gaps, which is also the rank of the take of a value that was not taken. */
    int gaps() {
        return times.length;
    }

    /** Returns the first gap of a value's zone; the zone is empty unless this is less than {@link #zoneEnd}. */
    int zoneBegin(int v) {
        return Math.min(putReturned[v], take[v] == NONE ? Integer.MAX_VALUE : takeReturned[v]);
    }

    /** Returns the first gap after a value's zone. */
    int zoneEnd(int v) {
        return Math.max(putInvoked[v], takeInvoked[v]);
    }

    /** Returns true if an uncompleted take may have taken a value, so that a refutation proves nothing. */
    boolean mayHaveLostValues() {
        return unknownTakes.length > 0 && Arrays.stream(take).anyMatch(c -> c == NONE);
    }

    /** Returns a refutation by a value that was taken twice or before its put began; null if there is none. */
    Monitors.Refutation refuteMatching() {
        for (int v = 0; matching.refutation == null && v < size(); v++) {
            if (take[v] != NONE && takeReturned[v] < putInvoked[v]) {
                return new Monitors.Refutation(
                        "unwritten-value", take[v], "that value was put in only afterwards, by", put[v]);
            }
        }
        return matching.refutation;
    }

    /** Returns a refutation by a call that cannot have found the container empty; null if there is none. */
    Monitors.Refutation refuteEmpties() {
        int[] gapOf = gapsOfEmpties();
        for (int i = 0; i < empties.length; i++) {
            if (gapOf[i] == NONE) {
                return new Monitors.Refutation(
                        "false-empty",
                        empties[i],
                        "at every moment of it some value was in, put there and not yet taken",
                        NONE);
            }
        }
        return null;
    }

    /**
     * Returns, for each call that found the container empty, its first gap that no zone covers; -1 if there is none.
     */
    int[] gapsOfEmpties() {
        if (empties.length == 0) {
            return empties;
        }
        int[] uncovered = uncovered();
        return Arrays.stream(empties)
                .map(c -> {
                    int gap = uncovered[rank(calls.invoked()[c])];
                    return gap < rank(calls.returned()[c]) ? gap : NONE;
                })
                .toArray();
    }

    /** Returns, for each gap, the first gap at or after it that no zone covers. */
    private int[] uncovered() {
        int[] change = new int[gaps() + 2];
        for (int v = 0; v < size(); v++) {
            if (zoneBegin(v) < zoneEnd(v)) {
                change[zoneBegin(v)]++;
                change[zoneEnd(v)]--;
            }
        }
        Arrays.parallelPrefix(change, Integer::sum);
        int[] uncovered = new int[gaps() + 1];
        uncovered[gaps()] = gaps();
        for (int gap = gaps() - 1; gap >= 0; gap--) {
            uncovered[gap] = change[gap] > 0 ? uncovered[gap + 1] : gap;
        }
        return uncovered;
    }
}

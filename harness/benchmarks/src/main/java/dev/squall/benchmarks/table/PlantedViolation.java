package dev.squall.benchmarks.table;

import dev.squall.history.Operation.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Violation planted into the calls of a linearizable CAS register, by a change of one call. The planted history has no
 * linearization. A comparison of one value's intervals seldom shows that.
 *
 * <p>A <em>source</em> of value v is a call that can have set v. Call a <em>precedes</em> call b if a completed before
 * b began. Source t of v is <em>overwritten</em> before call b if some completed call z leaves another value than v, t
 * precedes z, and z precedes b. Then t cannot be the last source of v before b: the value after z is not v.
 *
 * <p><b>Stale read.</b> The planted read r returns v. There are a source s of v, a read q of v, and a call y that
 * leaves another value than v, with these properties:
 * <ul>
 *   <li>q precedes y, and y precedes r. All three completed.
 *   <li>Each source of v that began before the end of r completed.
 *   <li>Each of these sources, except s, is overwritten before q.
 * </ul>
 * Read q needs a source of v before it, and only s is left. So s is before q and q is before y in each linearization.
 * Each other source is before q too. So the value after y is not v, and no source of v follows before r.
 *
 * <p><b>Second CAS.</b> The planted CAS d succeeds from v and leaves another value, as CAS c does. There is a source s
 * of v with these properties:
 * <ul>
 *   <li>Each source of v that began before the ends of c and d completed.
 *   <li>Each of these sources, except s, is overwritten before c and before d.
 * </ul>
 * Let a linearization have c before d. Only s is left as the last source before c, so s is before c. Only s is left as
 * the last source before d, but the value after c is not v. If d is before c, the same holds with c and d exchanged.
 *
 * <p><b>Subtle.</b> In both cases, s is not overwritten before the planted call. So a check of one value's sources
 * against the call's beginning finds nothing. For most second CAS, counting the sources finds nothing either; a few are
 * found by a check of one value.
 */
final class PlantedViolation {

    private static final int MAX_TRIED_READS = 20;

    private final List<SimulatedCall> calls;
    private final long middle;

    private PlantedViolation(List<SimulatedCall> calls) {
        this.calls = calls.stream()
                .sorted(Comparator.comparingLong(call -> call.begin))
                .toList();
        this.middle = this.calls.get(this.calls.size() / 2).begin;
    }

    /** Makes a completed read stale, behind the middle of the history if possible. Returns false if none can be. */
    static boolean staleRead(List<SimulatedCall> calls) {
        PlantedViolation violation = new PlantedViolation(calls);
        return violation.sources().stream().anyMatch(violation::makeStale);
    }

    /** Lets a failed CAS succeed, behind the middle of the history if possible. Returns false if none can. */
    static boolean secondCas(List<SimulatedCall> calls) {
        PlantedViolation violation = new PlantedViolation(calls);
        return violation.sources().stream().anyMatch(violation::makeSecond);
    }

    /** Returns the completed updates, those behind the middle first. */
    private List<SimulatedCall> sources() {
        return calls.stream()
                .filter(call -> call.isOk() && call.canSet(call.left()))
                .sorted(Comparator.comparing(call -> call.begin < middle))
                .toList();
    }

    private boolean makeStale(SimulatedCall s) {
        Object v = s.left();
        for (SimulatedCall q : calls) {
            if (q.isOk(SimulatedCall.READ) && q.result.equals(v) && q.end > s.begin && q.end < s.end) {
                Optional<SimulatedCall> y = calls.stream()
                        .filter(call -> q.isBefore(call) && leavesOther(call, v))
                        .min(Comparator.comparingLong(call -> call.end));
                Optional<SimulatedCall> r = y.flatMap(left -> calls.stream()
                        .filter(call -> left.isBefore(call) && call.isOk(SimulatedCall.READ))
                        .limit(MAX_TRIED_READS)
                        .filter(call -> isOnlySource(s, q, call.end) && !isOverwritten(s, call))
                        .findFirst());
                r.ifPresent(read -> read.result = v);
                if (r.isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean makeSecond(SimulatedCall s) {
        Object v = s.left();
        for (SimulatedCall c : calls) {
            if (c.isOk(SimulatedCall.CAS) && c.expected().equals(v) && leavesOther(c, v) && overlaps(c, s)) {
                Optional<SimulatedCall> second = calls.stream()
                        .filter(d -> d.type == Type.FAIL
                                && overlaps(c, d)
                                && !d.left().equals(v))
                        .filter(d -> isOnlySource(s, c, Math.max(c.end, d.end))
                                && isOnlySource(s, d, Math.max(c.end, d.end))
                                && !isOverwritten(s, d)
                                && isSetDuring(d)
                                && hasSpareSource(s, c))
                        .findFirst();
                second.ifPresent(d -> succeed(d, v));
                if (second.isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean overlaps(SimulatedCall a, SimulatedCall b) {
        return a.begin < b.end && b.begin < a.end;
    }

    /** Returns true if some source of v before s was not replaced by any CAS, so that sources outnumber these CAS. */
    private boolean hasSpareSource(SimulatedCall s, SimulatedCall c) {
        Object v = s.left();
        long lastOverwrite = lastOverwrite(v, c);
        long sources = calls.stream()
                .filter(call -> call != s && call.isOk() && call.canSet(v) && call.end < lastOverwrite)
                .count();
        long replaced = calls.stream()
                .filter(call -> call != c && call.begin < c.begin && call.isOk(SimulatedCall.CAS))
                .filter(call -> call.expected().equals(v))
                .count();
        return sources > replaced;
    }

    /** Returns true if the register was set during a call. So no value from before it is read after it. */
    private boolean isSetDuring(SimulatedCall d) {
        return calls.stream()
                .anyMatch(call -> call.isOk()
                        && !call.function.equals(SimulatedCall.READ)
                        && call.effect > d.begin
                        && call.effect < d.end);
    }

    private static void succeed(SimulatedCall cas, Object from) {
        cas.type = Type.OK;
        cas.argument = Arrays.asList(from, cas.left());
        cas.result = cas.argument;
    }

    private static boolean leavesOther(SimulatedCall call, Object v) {
        return call.isOk() && !call.left().equals(v);
    }

    /**
     * Returns true if all sources of the source's value that begin until a time completed, and all others are
     * overwritten before a call. The initial value counts as a source that is never overwritten.
     */
    private boolean isOnlySource(SimulatedCall source, SimulatedCall before, long until) {
        Object v = source.left();
        if (v.equals(FrontierHistories.INITIAL)) {
            return false;
        }
        long lastOverwrite = lastOverwrite(v, before);
        for (SimulatedCall call : calls) {
            if (call != source && call.begin <= until && call.canSet(v)) {
                if (call.crashed || call.end >= lastOverwrite) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isOverwritten(SimulatedCall source, SimulatedCall before) {
        return !source.crashed && source.end < lastOverwrite(source.left(), before);
    }

    /** Returns the latest begin of a call that precedes another and leaves another value; 0 if there is none. */
    private long lastOverwrite(Object v, SimulatedCall before) {
        long latest = 0;
        for (int i = 0; i < calls.size() && calls.get(i).begin <= before.begin; i++) {
            SimulatedCall z = calls.get(i);
            latest = z.isBefore(before) && leavesOther(z, v) ? z.begin : latest;
        }
        return latest;
    }
}

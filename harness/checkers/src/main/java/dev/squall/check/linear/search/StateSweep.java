package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One-pass check of necessary conditions, for models whose calls name the states that they require and leave. Most
 * violations of real systems break such a condition, which explains a violation better than a search does. For a
 * register, each completed call x that found value v must meet three conditions.
 * <ul>
 *   <li>Value v has a source: the initial state, or a call that leaves v and began before x ended.
 *   <li>Some source is not overwritten. Source s is overwritten if s ended before z began, z ended before x began, and
 *       call z leaves another value than v.
 *   <li>If x leaves another value, no other call replaces the same source's v, since each source's v can be replaced
 *       only once.
 * </ul>
 * After Gibbons and Korach, <i>Testing shared memories</i>, 1997. Takes time linear in the calls.
 */
final class StateSweep {

    private static final int INITIAL_STATE = 0;
    private static final int NO_CALL = -1;
    private static final int TIME_CHECK_CALLS = 255;

    private final Calls calls;
    private final Transitions transitions;

    /**
     * Latest end of each state's sources so far; {@code sources} counts the sources, {@code ended} the completed calls
     * that replaced the state.
     */
    private final int[] lastSourceEnd;

    private final int[] sources;
    private final int[] ended;

    /**
     * Two completed calls that began last and left two different states. {@code latestBefore} and {@code
     * latestOtherBefore} have both calls at the invocation of each call.
     */
    private int latest = NO_CALL;

    private int latestOther = NO_CALL;
    private final int[] latestBefore;
    private final int[] latestOtherBefore;

    private StateSweep(Calls calls) {
        this.calls = calls;
        this.transitions = calls.transitions();
        int states = transitions.stateCount();
        this.lastSourceEnd = new int[states];
        Arrays.fill(lastSourceEnd, -1);
        this.sources = new int[states];
        sources[INITIAL_STATE] = 1;
        this.ended = new int[states];
        this.latestBefore = new int[calls.size()];
        this.latestOtherBefore = new int[calls.size()];
    }

    /**
     * Returns the first violation of the conditions; empty if there is none.
     *
     * @throws Meter.Spent if the time budget is spent
     */
    static Optional<Decision> refute(Calls calls, Meter budget) {
        if (!calls.transitions().areNamed()) {
            return Optional.empty();
        }
        return new StateSweep(calls).run(budget);
    }

    private Optional<Decision> run(Meter budget) {
        int next = 0;
        int done = 0;
        for (int x : calls.byReturn()) {
            if ((done++ & TIME_CHECK_CALLS) == 0) {
                budget.checkTime();
            }
            while (next < calls.size() && calls.invoked()[next] < calls.returned()[x]) {
                invoke(next++);
            }
            Decision violation = complete(x);
            if (violation != null) {
                return Optional.of(violation);
            }
        }
        return Optional.empty();
    }

    private void invoke(int c) {
        latestBefore[c] = latest;
        latestOtherBefore[c] = latestOther;
        int kind = calls.kind()[c];
        if (!transitions.isObserver(kind)) {
            int left = transitions.left(kind);
            sources[left]++;
            lastSourceEnd[left] = Math.max(lastSourceEnd[left], calls.returned()[c]);
        }
    }

    private Decision complete(int x) {
        int kind = calls.kind()[x];
        int found = transitions.required(kind);
        if (found != Transitions.ANY) {
            if (sources[found] == 0) {
                return violation("unwritten-value", x, "no operation could have written it", NO_CALL);
            }
            int overwriter = overwriter(x, found);
            if (overwriter != NO_CALL) {
                String anomaly = transitions.isObserver(kind) ? "stale-read" : "lost-update";
                return violation(
                        anomaly,
                        x,
                        "that value had been overwritten before it began: every operation that wrote it had ended when "
                                + "another value was in place, at the latest for",
                        overwriter);
            }
            if (!transitions.isObserver(kind) && ++ended[found] > sources[found]) {
                return violation(
                        "lost-update",
                        x,
                        "by then as many others had replaced that value as the register had ever held it: "
                                + "two succeeded from one value",
                        NO_CALL);
            }
        }
        remember(x, transitions.left(kind));
        return null;
    }

    /** Returns the call that overwrote every source of x's value, or {@link #NO_CALL}. */
    private int overwriter(int x, int found) {
        int z = latestBefore[x];
        if (z != NO_CALL && transitions.left(calls.kind()[z]) == found) {
            z = latestOtherBefore[x];
        }
        return z != NO_CALL && lastSourceEnd[found] < calls.invoked()[z] ? z : NO_CALL;
    }

    private void remember(int z, int left) {
        if (latest == NO_CALL || transitions.left(calls.kind()[latest]) == left) {
            latest = latest == NO_CALL || calls.invoked()[z] > calls.invoked()[latest] ? z : latest;
        } else if (calls.invoked()[z] > calls.invoked()[latest]) {
            latestOther = latest;
            latest = z;
        } else if (latestOther == NO_CALL || calls.invoked()[z] > calls.invoked()[latestOther]) {
            latestOther = z;
        }
    }

    private Decision violation(String anomaly, int x, String reason, int witness) {
        List<Integer> witnesses = witness == NO_CALL ? List.of() : List.of(witness);
        return new Decision(Validity.VIOLATION, "state-sweep", anomaly, x, reason, witness, witnesses, 0, 0);
    }
}

package dev.squall.check.linear.monitor;

import dev.squall.check.linear.calls.Calls;
import java.util.List;

/**
 * Check that groups of calls can take effect one group after the other, which requires that no call ended before a call
 * of an earlier group began.
 */
final class Precedence {

    /**
     * Contradiction to real time: the call {@code ended} returned before the call {@code began} was invoked, but must
     * take effect after it.
     */
    record Contradiction(int ended, int began) {}

    private Precedence() {}

    /** Returns the first contradiction in the order of the groups, or null. Takes time linear in the calls. */
    static Contradiction in(Calls calls, List<int[]> groups) {
        int last = -1;
        for (int[] group : groups) {
            for (int call : group) {
                if (last >= 0 && calls.returned()[call] < calls.invoked()[last]) {
                    return new Contradiction(call, last);
                }
            }
            for (int call : group) {
                last = last < 0 || calls.invoked()[call] > calls.invoked()[last] ? call : last;
            }
        }
        return null;
    }
}

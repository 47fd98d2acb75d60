package dev.squall.check.linear.calls;

import dev.squall.check.Validity;
import java.util.List;

/**
 * Result about the calls on one object.
 *
 * @param validity valid, violation or unknown
 * @param method how it was decided, or what was tried
 * @param anomaly for a violation its name, else empty
 * @param call for a violation the call that cannot be placed, else -1
 * @param reason for a violation why not, to be put behind a description of the call; for an unknown why the search
 *     ended
 * @param cause a call to be named at the end of the reason, or -1
 * @param witnesses further calls that show the violation
 * @param placed how many completed calls were placed, at most, by the end of the search
 * @param expanded how many configurations were expanded
 * @param trail for a valid decision the order that was found, as a search's trail, or null
 */
public record Decision(
        Validity validity,
        String method,
        String anomaly,
        int call,
        String reason,
        int cause,
        List<Integer> witnesses,
        int placed,
        long expanded,
        int[] trail) {

    /** Creates a decision that remembers no order. */
    public Decision(
            Validity validity,
            String method,
            String anomaly,
            int call,
            String reason,
            int cause,
            List<Integer> witnesses,
            int placed,
            long expanded) {
        this(validity, method, anomaly, call, reason, cause, witnesses, placed, expanded, null);
    }

    public static Decision valid(String method, int placed, long expanded) {
        return found(method, placed, expanded, null);
    }

    /** Valid, with the order that was found as a search's trail. */
    public static Decision found(String method, int placed, long expanded, int[] trail) {
        return new Decision(Validity.VALID, method, "", -1, "", -1, List.of(), placed, expanded, trail);
    }

    /** Returns a violation whose call is not known yet. */
    public static Decision notLocated(String method, int placed, long expanded) {
        return new Decision(
                Validity.VIOLATION, method, "not-linearizable", -1, "", -1, List.of(), placed, expanded, null);
    }

    /** Nobody looked: the history is a violation by another part of it. */
    public static Decision notNeeded() {
        return unknown("", "another part of the history is a violation", 0, 0);
    }

    public boolean isNotLocated() {
        return validity == Validity.VIOLATION && call < 0;
    }

    /** This violation at a call. */
    public Decision at(int place, String why) {
        return new Decision(validity, method, anomaly, place, why, cause, witnesses, placed, expanded);
    }

    /** This decision as the work of another method. */
    public Decision by(String decider) {
        return new Decision(validity, decider, anomaly, call, reason, cause, witnesses, placed, expanded, trail);
    }

    public static Decision unknown(String method, String reason, int placed, long expanded) {
        return new Decision(Validity.UNKNOWN, method, "", -1, reason, -1, List.of(), placed, expanded);
    }
}

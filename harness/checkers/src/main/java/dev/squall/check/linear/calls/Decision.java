package dev.squall.check.linear.calls;

import dev.squall.check.Validity;
import java.util.List;

/**
 * Decision about the calls on one object.
 *
 * @param validity valid, violation or unknown
 * @param method the name of the method that decided or tried to
 * @param anomaly for a violation, the anomaly's name; else empty
 * @param call for a violation, the call that cannot be placed; else -1
 * @param reason for a violation, a clause with the reason why the call cannot be placed; for an unknown, the reason why
 *     the search ended
 * @param cause the call that is named at the end of the reason, or -1
 * @param witnesses further calls that show the violation
 * @param placed the largest number of completed calls that the search placed
 * @param expanded the number of expanded configurations
 * @param trail the order found, for a valid decision, in the format of a search's trail; else null
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

    /** Creates a decision without an order. */
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

    /** Returns a valid decision with the order found, in the format of a search's trail. */
    public static Decision found(String method, int placed, long expanded, int[] trail) {
        return new Decision(Validity.VALID, method, "", -1, "", -1, List.of(), placed, expanded, trail);
    }

    /** Returns a violation whose unplaceable call is not known yet. */
    public static Decision notLocated(String method, int placed, long expanded) {
        return new Decision(
                Validity.VIOLATION, method, "not-linearizable", -1, "", -1, List.of(), placed, expanded, null);
    }

    /** Returns the decision about a part that was not checked because another part is a violation. */
    public static Decision notNeeded() {
        return unknown("", "another part of the history is a violation", 0, 0);
    }

    public boolean isNotLocated() {
        return validity == Validity.VIOLATION && call < 0;
    }

    /** Returns this violation located at a call. */
    public Decision at(int place, String why) {
        return new Decision(validity, method, anomaly, place, why, cause, witnesses, placed, expanded);
    }

    /** Returns this decision with another method's name. */
    public Decision by(String decider) {
        return new Decision(validity, decider, anomaly, call, reason, cause, witnesses, placed, expanded, trail);
    }

    public static Decision unknown(String method, String reason, int placed, long expanded) {
        return new Decision(Validity.UNKNOWN, method, "", -1, reason, -1, List.of(), placed, expanded);
    }
}

package dev.squall.check.linear;

import dev.squall.check.Validity;
import java.util.List;

/**
 * What was found out about the calls on one object.
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
 */
record Decision(
        Validity validity,
        String method,
        String anomaly,
        int call,
        String reason,
        int cause,
        List<Integer> witnesses,
        int placed,
        long expanded) {

    static Decision valid(String method, int placed, long expanded) {
        return new Decision(Validity.VALID, method, "", -1, "", -1, List.of(), placed, expanded);
    }

    static Decision unknown(String method, String reason, int placed, long expanded) {
        return new Decision(Validity.UNKNOWN, method, "", -1, reason, -1, List.of(), placed, expanded);
    }
}

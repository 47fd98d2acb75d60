package dev.squall.run.loop;

import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.Set;

/**
 * Requests without answer since the beginning of a run. Nodes that answer none of them do not implement the workload,
 * or do not flush their output, so such a run can end early: it would be vacuous. One for each run.
 */
public final class Silence {

    /** Beginning of the error of an operation whose request was not answered in time. */
    static final String NO_ANSWER = "no answer from ";

    /** Number of unanswered requests of each client at which a run without faults ends. */
    private static final int ROUNDS_MAX = 3;

    /** As {@link #ROUNDS_MAX}, for a run whose faults may be why. */
    private static final int ROUNDS_MAX_WITH_FAULTS = 10;

    /** Functions of the nemesis that are no faults. */
    private static final Set<String> FAULTLESS = Set.of("heal", RunLoop.BEGIN_LIVENESS_PHASE);

    private final int concurrency;
    private boolean isNoticed;
    private boolean isBroken;
    private boolean hasFaults;
    private int unanswered;
    private String first = "";

    /** @param concurrency number of client threads */
    public Silence(int concurrency) {
        this.concurrency = concurrency;
    }

    /** Takes a reply of a node, even a late one. */
    public void onReply() {
        isBroken = true;
    }

    /** Takes the next operation of the history. */
    public void onOperation(Operation operation) {
        if (isBroken) {
            return;
        }
        if (!operation.isClient()) {
            hasFaults |= !FAULTLESS.contains(operation.function());
        } else if (operation.type() != Type.INVOKE) {
            boolean isUnanswered =
                    operation.extras().get("error") instanceof String error && error.startsWith(NO_ANSWER);
            isBroken = !isUnanswered;
            unanswered += isUnanswered ? 1 : 0;
            if (isUnanswered && first.isEmpty()) {
                first = operation.function() + " to " + operation.extras().get("node");
            }
        }
    }

    /** Returns true once, when every client has waited in vain for its first answer. */
    boolean isNew() {
        boolean isNew = !isNoticed && !isBroken && unanswered >= concurrency;
        isNoticed |= isNew;
        return isNew;
    }

    /** Returns true if the run must end. */
    public boolean isTooLong() {
        return !isBroken && unanswered >= concurrency * (hasFaults ? ROUNDS_MAX_WITH_FAULTS : ROUNDS_MAX);
    }

    /** Returns a clause about the silence. */
    public String words() {
        return "no node has answered any of " + unanswered + " requests; the first was " + first;
    }
}

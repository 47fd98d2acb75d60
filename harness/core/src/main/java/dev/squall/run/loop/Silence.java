package dev.squall.run.loop;

import dev.squall.experiment.Experiment;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.Set;

/**
 * Requests to a user's executables without answer since the beginning of a run. Nodes that answer none of them do not
 * implement the workload, or do not flush their output, so such a run can end early: it would be vacuous. Other systems
 * are known to serve their workloads, so their silence is a failure to recover. One for each run.
 */
public final class Silence {

    /** Clause on the replies that a node must send. */
    public static final String EXPECTED =
            "expected replies with the 'msg_id' of the request as 'in_reply_to', and a flush of the output after each";

    /** Beginning of the error of an operation whose request was not answered in time. */
    static final String NO_ANSWER = "no answer from ";

    /** Number of unanswered requests of each client at which a run without faults ends. */
    private static final int ROUNDS_MAX = 3;

    /** As {@link #ROUNDS_MAX}, for a run whose faults may be why. */
    private static final int ROUNDS_MAX_WITH_FAULTS = 10;

    /** Functions of the nemesis that are no faults. */
    private static final Set<String> FAULTLESS = Set.of("heal", RunLoop.BEGIN_LIVENESS_PHASE);

    private final boolean isExecutable;
    private final int concurrency;
    private boolean isNoticed;
    private boolean isBroken;
    private boolean hasFaults;
    private int unanswered;
    private String first = "";

    public Silence(Experiment experiment) {
        this.isExecutable = !experiment.binary().isEmpty();
        this.concurrency = experiment.concurrency();
    }

    /** Takes a reply to a request, even a late one. */
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
        boolean isNew = isExecutable && !isNoticed && !isBroken && unanswered >= concurrency;
        isNoticed |= isNew;
        return isNew;
    }

    /** Returns true if the run must end. */
    public boolean isTooLong() {
        int rounds = hasFaults ? ROUNDS_MAX_WITH_FAULTS : ROUNDS_MAX;
        return isExecutable && !isBroken && unanswered >= concurrency * rounds;
    }

    /** Returns a clause about the silence. */
    public String words() {
        return "no node has answered any of " + unanswered + " requests; the first was " + first;
    }
}

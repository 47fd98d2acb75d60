package dev.squall.lectures.commit.flawed;

import dev.squall.lectures.commit.CommitOptions;
import dev.squall.lectures.commit.Coordinator;
import dev.squall.lectures.commit.TwoPhaseCommitProgram;
import dev.squall.node.Environment;

/**
 * Two-phase commit whose coordinators send a decision without storing it.
 *
 * <p>Flaw: a restarted coordinator aborts the transactions without a stored decision, some of which it has committed
 * (lecture 7.1).
 *
 * <p>Symptom: a participant commits a transaction, and another participant aborts it.
 *
 * <p>Trigger: killing the coordinator after the decision has reached some of the participants.
 */
public final class DecisionNotStable extends TwoPhaseCommitProgram {

    @Override
    protected Coordinator newCoordinator(Environment environment, CommitOptions options) {
        return new Coordinator(environment, options) {
            @Override
            protected void persistDecision(Object transaction, boolean commit) {
                // The flaw: the node does not store its decision.
            }
        };
    }
}

package dev.squall.lectures.commit.flawed;

import dev.squall.lectures.commit.CommitOptions;
import dev.squall.lectures.commit.Participant;
import dev.squall.lectures.commit.TwoPhaseCommitProgram;
import dev.squall.node.Environment;

/**
 * Two-phase commit whose participants abort when they have been in doubt for too long.
 *
 * <p>Flaw: the coordinator may have decided to commit, and the decision is late (lecture 7.1).
 *
 * <p>Symptom: a participant in doubt aborts a transaction without a decision of its coordinator.
 *
 * <p>Trigger: a coordinator that crashes after the votes, or a decision that is lost or late.
 */
public final class ParticipantDecidesAlone extends TwoPhaseCommitProgram {

    @Override
    protected Participant newParticipant(Environment environment, CommitOptions options) {
        return new Participant(environment) {
            @Override
            protected void onInDoubt(Object transaction) {
                environment.setTimer(options.timeoutMillis(), () -> {
                    if (isInDoubt(transaction)) {
                        decide(transaction, false);
                    }
                });
            }
        };
    }
}

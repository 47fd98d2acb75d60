package dev.squall.lectures.commit.flawed;

import dev.squall.lectures.commit.CommitOptions;
import dev.squall.lectures.commit.CommitRecords.VoteCast;
import dev.squall.lectures.commit.Participant;
import dev.squall.lectures.commit.TwoPhaseCommitProgram;
import dev.squall.node.Environment;

/**
 * Two-phase commit whose participants keep their votes in memory only.
 *
 * <p>Flaw: a restarted participant has nothing of the transaction that it promised to commit (lecture 7.1).
 *
 * <p>Symptom: the participant aborts a transaction that the others commit.
 *
 * <p>Trigger: killing a participant between its vote and the decision.
 */
public final class VoteNotStable extends TwoPhaseCommitProgram {

    @Override
    protected Participant newParticipant(Environment environment, CommitOptions options) {
        return new Participant(environment) {
            @Override
            protected void persistVote(VoteCast vote) {
                // The flaw: the node does not store its vote.
            }
        };
    }
}

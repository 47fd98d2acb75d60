package dev.squall.lectures.commit.flawed;

import dev.squall.lectures.commit.CommitOptions;
import dev.squall.lectures.commit.Coordinator;
import dev.squall.lectures.commit.TwoPhaseCommitProgram;
import dev.squall.node.Environment;
import dev.squall.node.StableRecord;
import java.util.List;

/**
 * Two-phase commit whose restarted coordinators do not continue the transactions of earlier lives.
 *
 * <p>Flaw: only the coordinator knows the decision, and participants in doubt wait for it (lecture 7.1).
 *
 * <p>Symptom: a participant stays in doubt for ever, and its items stay claimed.
 *
 * <p>Trigger: killing the coordinator between the first vote and the last acknowledgement of its decision.
 */
public final class CoordinatorForgets extends TwoPhaseCommitProgram {

    @Override
    protected Coordinator newCoordinator(Environment environment, CommitOptions options) {
        return new Coordinator(environment, options) {
            @Override
            protected void recover(List<StableRecord> records) {
                // The flaw: the node does not read its records.
            }
        };
    }
}

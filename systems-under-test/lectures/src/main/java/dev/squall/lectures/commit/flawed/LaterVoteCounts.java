package dev.squall.lectures.commit.flawed;

import dev.squall.lectures.commit.CommitOptions;
import dev.squall.lectures.commit.FaultTolerantCommit;
import dev.squall.lectures.commit.FaultTolerantCommitProgram;
import dev.squall.node.Environment;

/**
 * Fault-tolerant two-phase commit in which every vote of a participant counts.
 *
 * <p>Flaw: a suspected participant has two votes, its own and the vote to abort on its behalf (lecture 7.1). The later
 * vote changes the decision that followed from the earlier vote.
 *
 * <p>Symptom: a transaction that is aborted and then committed, or committed and then aborted.
 *
 * <p>Trigger: a participant that is slow, not crashed.
 */
public final class LaterVoteCounts extends FaultTolerantCommitProgram {

    @Override
    protected FaultTolerantCommit newCommit(Environment environment, CommitOptions options) {
        return new FaultTolerantCommit(environment, options) {
            @Override
            protected boolean counts(boolean isFirst) {
                return true;
            }
        };
    }
}

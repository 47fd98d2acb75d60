package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft whose nodes vote for the first candidate that asks, without comparing logs.
 *
 * <p>Flaw: a quorum has every committed entry, but the candidate need not belong to it, and no node refuses its vote
 * (Raft paper, section 5.4.1).
 *
 * <p>Symptom: a leader without an entry that was committed before, against leader completeness (lecture 6.2). The
 * leader removes the entry from the others' logs, so acknowledged writes are lost.
 *
 * <p>Trigger: a partition that keeps a node behind while the others commit, and ends with an election.
 */
public final class LogComparisonLeftOut extends RaftProgram {

    @Override
    protected RaftNode newNode(Environment environment, RaftOptions options, KeyValueStore store) {
        return new RaftNode(environment, options, store) {
            @Override
            protected boolean logOk(long lastTerm, long logLength) {
                return true;
            }
        };
    }
}

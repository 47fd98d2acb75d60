package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft in which nodes vote for the first candidate of a term, without comparing logs.
 *
 * <p>Flaw: a quorum has every committed entry, but the candidate need not belong to this quorum, and no node rejects
 * the candidate (Raft paper, section 5.4.1).
 *
 * <p>Symptom: a leader without an entry that was committed before, in violation of leader completeness (lecture 6.2).
 * The leader removes the entry from the other nodes' logs, so acknowledged writes are lost.
 *
 * <p>Trigger: a partition during which one node misses committed entries, followed by an election.
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

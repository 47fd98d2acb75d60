package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft whose leader takes an entry of an earlier term as committed as soon as a quorum has it.
 *
 * <p>Flaw: assume a node whose log ends with an entry of a term between that entry's term and the leader's. Nodes of
 * that very quorum may still elect it (Raft paper, section 5.4.2 and figure 8).
 *
 * <p>Symptom: a leader without an entry that was committed before, against leader completeness (lecture 6.2). The
 * leader replaces the entry by its own.
 *
 * <p>Trigger: leaders that repeatedly lose their followers before their first entries reach a quorum. Few entries in a
 * message, slow messages, and partitions that follow the leader cause this.
 */
public final class OlderTermCommittedByCounting extends RaftProgram {

    @Override
    protected RaftNode newNode(Environment environment, RaftOptions options, KeyValueStore store) {
        return new RaftNode(environment, options, store) {
            @Override
            protected boolean countingCommits(long entryTerm) {
                return true;
            }
        };
    }
}

package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft with a leader that commits an entry of an earlier term as soon as a quorum has the entry.
 *
 * <p>Flaw: assume another node with a last entry of a term between the entry's term and the leader's. Nodes of the same
 * quorum may still elect this node (Raft paper, section 5.4.2 and figure 8).
 *
 * <p>Symptom: a leader without an entry that was committed before, in violation of leader completeness (lecture 6.2).
 * The leader overwrites the entry with its own.
 *
 * <p>Trigger: leaders that repeatedly lose their followers before their first entries reach a quorum. Causes are few
 * entries in a message, slow messages, and repeated partitions of the leader.
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

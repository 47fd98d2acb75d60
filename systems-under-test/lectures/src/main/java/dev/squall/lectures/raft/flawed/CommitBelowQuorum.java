package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft with a leader that commits an entry when one node fewer than a quorum has the entry. In a cluster of five, the
 * leader and one follower are enough.
 *
 * <p>Flaw: the quorum that elects the next leader need not contain a node with the entry (Raft paper, sections 5.3 and
 * 5.4).
 *
 * <p>Symptom: lost acknowledged writes, and nodes that apply different commands at one index, against state machine
 * safety (lecture 6.2).
 *
 * <p>Trigger: a partition that leaves the leader with a minority, or killing the leader while some messages are lost.
 * In a cluster of three, the leader commits its entries alone.
 */
public final class CommitBelowQuorum extends RaftProgram {

    @Override
    protected RaftNode newNode(Environment environment, RaftOptions options, KeyValueStore store) {
        return new RaftNode(environment, options, store) {
            @Override
            protected int acksToCommit() {
                return Math.max(1, super.acksToCommit() - 1);
            }
        };
    }
}

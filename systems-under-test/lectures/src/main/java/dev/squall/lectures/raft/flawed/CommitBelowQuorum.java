package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft whose leader takes an entry as committed when one node fewer than a quorum has it: of five, itself and one
 * other.
 *
 * <p>Flaw: such an entry need not be on any node of the quorum that elects the next leader (Raft paper, sections 5.3
 * and 5.4).
 *
 * <p>Symptom: lost acknowledged writes, and nodes that apply different commands at one index, against state machine
 * safety (lecture 6.2).
 *
 * <p>Trigger: a partition that leaves the leader with a minority, or killing the leader while some messages are lost.
 * In a cluster of three, the leader alone is enough.
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

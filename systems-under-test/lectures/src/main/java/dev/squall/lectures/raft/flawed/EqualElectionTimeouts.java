package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft whose nodes all wait equally long before every election.
 *
 * <p>Flaw: nodes that begin to wait together become candidates together, each with its own vote. After that election
 * fails, they do so again (lecture 6.2; Raft paper, section 5.2).
 *
 * <p>Symptom: no leader, so nothing is served although all nodes are up and the network is calm. Safety still holds.
 *
 * <p>Trigger: messages that take equally long, and nodes that start together.
 */
public final class EqualElectionTimeouts extends RaftProgram {

    @Override
    protected RaftNode newNode(Environment environment, RaftOptions options, KeyValueStore store) {
        return super.newNode(environment, options.withElectionTimeoutSpreadMillis(0), store);
    }
}

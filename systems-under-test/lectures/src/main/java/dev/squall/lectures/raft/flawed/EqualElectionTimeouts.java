package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft whose nodes all wait equally long before they stand for election, the first time and every other time.
 *
 * <p>Wrong: nodes that have begun to wait together become candidates together, each with its own vote, and do so again
 * when that has come to nothing (lecture 6.2; Raft paper, section 5.2).
 *
 * <p>Shows: no leader, so that nothing is served although all nodes are up and the network is calm. Nothing unsafe.
 *
 * <p>By: messages that take equally long, and nodes that have begun together, as when the cluster starts.
 */
public final class EqualElectionTimeouts extends RaftProgram {

    @Override
    protected RaftNode newNode(Environment environment, RaftOptions options, KeyValueStore store) {
        return super.newNode(environment, options.withElectionTimeoutSpreadMillis(0), store);
    }
}

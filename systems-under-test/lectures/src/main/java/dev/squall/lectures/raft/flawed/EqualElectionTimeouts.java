package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft in which all nodes wait equally long before every election.
 *
 * <p>Flaw: nodes that start to wait at the same time become candidates at the same time, and each votes for itself.
 * After the failed election, the same happens again (lecture 6.2; Raft paper, section 5.2).
 *
 * <p>Symptom: no leader, so the store serves no request although all nodes are up and the network has no faults. Safety
 * still holds.
 *
 * <p>Trigger: constant message delays, and nodes that start at the same time.
 */
public final class EqualElectionTimeouts extends RaftProgram {

    @Override
    protected RaftNode newNode(Environment environment, RaftOptions options, KeyValueStore store) {
        return super.newNode(environment, options.withElectionTimeoutSpreadMillis(0), store);
    }
}

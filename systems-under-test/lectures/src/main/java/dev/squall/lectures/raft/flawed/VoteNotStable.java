package dev.squall.lectures.raft.flawed;

import dev.squall.lectures.raft.KeyValueStore;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.RaftOptions;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.node.Environment;

/**
 * Raft that keeps the current term and the vote in memory only.
 *
 * <p>Flaw: a restarted node is in term 0 again, and has forgotten its vote. The node may vote twice in one term, or
 * become a candidate again in a term that it has led.
 *
 * <p>Symptom: two leaders in one term, in violation of election safety (lecture 6.2; Raft paper, section 5.2). As a
 * result, logs have different entries of equal index and term, and writes are lost.
 *
 * <p>Trigger: killing and restarting a quorum of the nodes, at once or in turn. No lost write is needed.
 */
public final class VoteNotStable extends RaftProgram {

    @Override
    protected RaftNode newNode(Environment environment, RaftOptions options, KeyValueStore store) {
        return new RaftNode(environment, options, store) {
            @Override
            protected void persistTermAndVote(long term, String votedFor) {
                // The flaw: the node does not store its term and vote.
            }
        };
    }
}

package dev.squall.lectures.commit.flawed;

import dev.squall.lectures.commit.CommitOptions;
import dev.squall.lectures.commit.FaultTolerantCommit;
import dev.squall.lectures.commit.FaultTolerantCommitProgram;
import dev.squall.lectures.raft.Command;
import dev.squall.lectures.raft.RaftMessages.ForwardRequest;
import dev.squall.node.Environment;

/**
 * Fault-tolerant two-phase commit whose votes are sent to each node, without total order broadcast.
 *
 * <p>Flaw: nodes receive a participant's own vote and the vote on its behalf in different orders (lecture 7.1). So the
 * first vote is not the same at all nodes.
 *
 * <p>Symptom: a node commits a transaction, and another node aborts it.
 *
 * <p>Trigger: a participant that is slow, or a vote that is lost on its way to some of the nodes.
 */
public final class VotesWithoutBroadcast extends FaultTolerantCommitProgram {

    @Override
    protected FaultTolerantCommit newCommit(Environment environment, CommitOptions options) {
        return new FaultTolerantCommit(environment, options) {
            @Override
            protected void submit(Command vote) {
                environment.nodeIds().forEach(node -> environment.send(node, new ForwardRequest(vote)));
            }

            @Override
            protected void onForwardedVote(Command vote) {
                deliver(0, vote);
            }
        };
    }
}

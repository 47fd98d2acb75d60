package dev.squall.lectures.quorum.flawed;

import dev.squall.lectures.quorum.QuorumNode;
import dev.squall.lectures.quorum.QuorumOptions;
import dev.squall.lectures.quorum.QuorumProgram;
import dev.squall.node.Environment;

/**
 * A quorum store whose reads ask n - w replicas, one too few: r + w = n.
 *
 * <p>Wrong: the replicas that answer a read may be just those that a completed write has not reached (lecture 5.2).
 *
 * <p>Shows: a client that does not see its own write.
 *
 * <p>By: a client that reads at another node than it wrote at, soon after it wrote; the latency of the network is
 * enough, and loss or a partition leaves replicas behind for longer.
 */
public final class QuorumsDoNotOverlap extends QuorumProgram {

    @Override
    protected QuorumNode newNode(Environment environment, QuorumOptions options) {
        return new QuorumNode(environment, options) {
            @Override
            protected int readQuorum() {
                return environment.nodeIds().size() - writeQuorum();
            }
        };
    }
}

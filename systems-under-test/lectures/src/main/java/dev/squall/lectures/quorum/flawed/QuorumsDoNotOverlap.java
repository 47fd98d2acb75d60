package dev.squall.lectures.quorum.flawed;

import dev.squall.lectures.quorum.QuorumNode;
import dev.squall.lectures.quorum.QuorumOptions;
import dev.squall.lectures.quorum.QuorumProgram;
import dev.squall.node.Environment;

/**
 * A quorum store with reads from n - w replicas, one too few: r + w = n.
 *
 * <p>Flaw: the replicas that answer a read may be exactly the replicas that a completed write has not reached (lecture
 * 5.2).
 *
 * <p>Symptom: a client that does not read its own write.
 *
 * <p>Trigger: a client that writes at one node and soon reads at another. Network latency is enough. Loss or a
 * partition leaves replicas outdated for longer.
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

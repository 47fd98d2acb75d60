package dev.squall.lectures.quorum.flawed;

import dev.squall.lectures.quorum.QuorumNode;
import dev.squall.lectures.quorum.QuorumOptions;
import dev.squall.lectures.quorum.QuorumProgram;
import dev.squall.node.Environment;

/**
 * A quorum store that keeps the last counter it has issued in memory only.
 *
 * <p>Wrong: a node that crashed when its write had reached only some replicas finds, after its restart, a read quorum
 * that has not heard of it, and gives the next write the same timestamp.
 *
 * <p>Shows: two values of one version, of which each replica keeps the one that came first: reads return now the one,
 * now the other.
 *
 * <p>By: a coordinator that crashes before it has the write on its own stable storage, together with a loss of messages
 * or a partition by which only a minority has got it.
 */
public final class VersionReusedAfterRestart extends QuorumProgram {

    @Override
    protected QuorumNode newNode(Environment environment, QuorumOptions options) {
        return new QuorumNode(environment, options) {
            @Override
            protected void persistIssuedCounter(long counter) {
                // The flaw: nothing is stored.
            }
        };
    }
}

package dev.squall.lectures.quorum.flawed;

import dev.squall.lectures.quorum.QuorumNode;
import dev.squall.lectures.quorum.QuorumOptions;
import dev.squall.lectures.quorum.QuorumProgram;
import dev.squall.node.Environment;

/**
 * A quorum store for keys with one writer each, which numbers its writes by itself, as the first algorithm of Attiya,
 * Bar-Noy and Dolev has it, and keeps the number in memory only.
 *
 * <p>Wrong: a writer that has restarted begins again with versions that it had given to other values, and the replicas
 * keep the values that they have.
 *
 * <p>Shows: a client that does not see its own write: it was acknowledged, and thrown away.
 *
 * <p>By: killing and restarting a node between two writes; no write need be lost.
 */
public final class VersionReusedAfterRestart extends QuorumProgram {

    @Override
    protected QuorumNode newNode(Environment environment, QuorumOptions options) {
        return new QuorumNode(environment, options) {

            // The flaw: in memory.
            private long counter;

            @Override
            protected long nextCounter(long newest, long issued) {
                return ++counter;
            }
        };
    }
}

package dev.squall.lectures.quorum.flawed;

import dev.squall.lectures.quorum.QuorumNode;
import dev.squall.lectures.quorum.QuorumOptions;
import dev.squall.lectures.quorum.QuorumProgram;
import dev.squall.node.Environment;

/**
 * A quorum store for keys with one writer each. The writer numbers its writes itself, as in the first algorithm of
 * Attiya, Bar-Noy and Dolev, but keeps the counter in memory only.
 *
 * <p>Flaw: a restarted writer reuses the versions of earlier writes. The replicas keep the old values, because the
 * versions are equal or lower.
 *
 * <p>Symptom: a client that does not read its own acknowledged write.
 *
 * <p>Trigger: killing and restarting a node between two writes. No lost write is needed.
 */
public final class VersionReusedAfterRestart extends QuorumProgram {

    @Override
    protected QuorumNode newNode(Environment environment, QuorumOptions options) {
        return new QuorumNode(environment, options) {

            // The flaw: the counter is in memory only.
            private long counter;

            @Override
            protected long nextCounter(long newest, long issued) {
                return ++counter;
            }
        };
    }
}

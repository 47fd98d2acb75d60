package dev.squall.lectures.eventual.flawed;

import dev.squall.lectures.eventual.EventualOptions;
import dev.squall.lectures.eventual.LastWriterWinsNode;
import dev.squall.lectures.eventual.LastWriterWinsProgram;
import dev.squall.lectures.eventual.Timestamp;
import dev.squall.node.Environment;
import dev.squall.node.Node;

/**
 * The last-writer-wins map that compares times without the nodes: of two updates of equal time, the one that came first
 * stays.
 *
 * <p>Wrong: concurrent updates of different nodes may have equal Lamport times, so that times alone are no total order
 * (lecture 4.1), and what a replica ends with depends on the order in which it merged.
 *
 * <p>Shows: replicas differ for ever; to anti-entropy they look the same.
 *
 * <p>By: concurrent updates of one key at different nodes; nothing need fail. The slower the network, the more of them.
 */
public final class MergeDependsOnOrder extends LastWriterWinsProgram {

    @Override
    protected Node newNode(Environment environment, EventualOptions options) {
        return new LastWriterWinsNode(environment, options) {
            @Override
            protected boolean isNewer(Timestamp timestamp, Timestamp held) {
                return timestamp.time() > held.time();
            }
        };
    }
}

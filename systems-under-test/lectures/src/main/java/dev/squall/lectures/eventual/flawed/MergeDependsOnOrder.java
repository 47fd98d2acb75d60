package dev.squall.lectures.eventual.flawed;

import dev.squall.lectures.eventual.EventualOptions;
import dev.squall.lectures.eventual.LastWriterWinsNode;
import dev.squall.lectures.eventual.LastWriterWinsProgram;
import dev.squall.lectures.eventual.Timestamp;
import dev.squall.node.Environment;
import dev.squall.node.Node;

/**
 * The last-writer-wins map that compares times without nodes: of two updates of equal time, the first to arrive stays.
 *
 * <p>Flaw: concurrent updates of different nodes may have equal Lamport times, so times alone are not a total order
 * (lecture 4.1). The final state of a replica depends on the order of its merges.
 *
 * <p>Symptom: replicas that differ for ever and that look the same to anti-entropy.
 *
 * <p>Trigger: concurrent updates of one key at different nodes, without any fault. A slower network gives more of them.
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

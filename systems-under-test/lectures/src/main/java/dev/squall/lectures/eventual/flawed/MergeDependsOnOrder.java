package dev.squall.lectures.eventual.flawed;

import dev.squall.lectures.eventual.EventualOptions;
import dev.squall.lectures.eventual.LastWriterWinsNode;
import dev.squall.lectures.eventual.LastWriterWinsProgram;
import dev.squall.lectures.eventual.Timestamp;
import dev.squall.node.Environment;
import dev.squall.node.Node;

/**
 * The last-writer-wins map that compares times but not nodes. If two updates have equal times, the first update to
 * arrive wins.
 *
 * <p>Flaw: concurrent updates of different nodes may have equal Lamport times, so times alone are not a total order
 * (lecture 4.1). The final state of a replica depends on the order of its merges.
 *
 * <p>Symptom: replicas that differ forever, although anti-entropy finds no difference.
 *
 * <p>Trigger: concurrent updates of one key at different nodes, without any fault. A slower network produces more
 * concurrent updates.
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

package dev.squall.lectures.eventual.flawed;

import dev.squall.lectures.eventual.EventualOptions;
import dev.squall.lectures.eventual.Item;
import dev.squall.lectures.eventual.LastWriterWinsNode;
import dev.squall.lectures.eventual.LastWriterWinsProgram;
import dev.squall.node.Environment;
import dev.squall.node.Node;

/**
 * The last-writer-wins map that removes a deleted item and keeps no tombstone.
 *
 * <p>Flaw: when replicas compare their items, a deleted item cannot be distinguished from an item that has not arrived
 * yet (lecture 5.1).
 *
 * <p>Symptom: a deleted item that reappears at every replica.
 *
 * <p>Trigger: a partition, or lost or reordered messages, so that some replica misses the broadcast of the deletion.
 */
public final class NoTombstones extends LastWriterWinsProgram {

    @Override
    protected Node newNode(Environment environment, EventualOptions options) {
        return new LastWriterWinsNode(environment, options) {
            @Override
            protected void keep(Item item) {
                if (item.deleted()) {
                    forget(item.key());
                } else {
                    super.keep(item);
                }
            }
        };
    }
}

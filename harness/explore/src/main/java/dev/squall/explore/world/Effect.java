package dev.squall.explore.world;

import dev.squall.explore.state.StateKey;
import java.util.List;

/**
 * What an event does at a node.
 *
 * @param next state of the node after the event
 * @param outputs in their order: a {@link Letter} that the node sent, or a {@link Seen} about the node
 * @param syncs number of syncs of the handler that had something to sync
 * @param crashed true if the node crashed
 * @param changesFirstTimer true if another timer than before, or none, is due first
 */
record Effect(NodeState next, List<Object> outputs, int syncs, boolean crashed, boolean changesFirstTimer) {

    /**
     * What was seen of a node.
     *
     * @param key the same for equal observations
     */
    record Seen(Observation observation, StateKey key) {}
}

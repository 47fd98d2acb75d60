package dev.squall.explore.world;

import dev.squall.explore.state.StateKey;
import java.util.HashMap;
import java.util.Map;

/** A state of one node, with the effects of events that are known so far. Not thread-safe. */
final class NodeState {

    final StateKey key;
    final boolean isUp;
    final boolean canFire;
    final int unsynced;
    /** State and event by which this state was found first; null for the first state of the node. */
    final NodeState before;

    final NodeEvent by;

    private final Map<Long, Effect> effects = new HashMap<>(4);

    NodeState(StateKey key, ControlledNode node, boolean canFire, NodeState before, NodeEvent by) {
        this.key = key;
        this.isUp = node.isUp();
        this.canFire = canFire;
        this.unsynced = node.storage.unsyncedCount();
        this.before = before;
        this.by = by;
    }

    /** Returns the effect of an event; null if it is not known. */
    Effect effect(NodeEvent event) {
        return effects.get(event.number());
    }

    void learn(NodeEvent event, Effect effect) {
        effects.put(event.number(), effect);
    }
}

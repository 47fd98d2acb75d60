package dev.squall.lectures.crdt.flawed;

import dev.squall.lectures.crdt.Crdt;
import dev.squall.lectures.crdt.CrdtProgram;
import dev.squall.lectures.crdt.StateBasedMap;

/**
 * A state-based map that replaces its state by each delivered state.
 *
 * <p>Flaw: the state does not contain all updates that the replica has processed.
 *
 * <p>Symptom: replicas that exchange their states hold each other's state, and not the merged state.
 *
 * <p>Trigger: two concurrent updates.
 */
public final class MergeByOverwriting extends CrdtProgram.StateMap {

    @Override
    protected Crdt.StateBased newCrdt(String node) {
        return new StateBasedMap(node) {
            @Override
            protected boolean isOverwritten() {
                return true;
            }
        };
    }
}

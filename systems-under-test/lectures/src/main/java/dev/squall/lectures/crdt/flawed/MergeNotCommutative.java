package dev.squall.lectures.crdt.flawed;

import dev.squall.lectures.crdt.Crdt;
import dev.squall.lectures.crdt.CrdtProgram;
import dev.squall.lectures.crdt.StateBasedMap;

/**
 * A state-based map with a merge that prefers the replica's own entry.
 *
 * <p>Flaw: the merge is associative and idempotent, but not commutative.
 *
 * <p>Symptom: each of two replicas keeps its own value of a key.
 *
 * <p>Trigger: two updates of a key at different replicas.
 */
public final class MergeNotCommutative extends CrdtProgram.StateMap {

    @Override
    protected Crdt.StateBased newCrdt(String node) {
        return new StateBasedMap(node) {
            @Override
            protected Entry merged(Entry ours, Entry theirs) {
                return ours;
            }
        };
    }
}

package dev.squall.lectures.crdt.flawed;

import dev.squall.lectures.crdt.Crdt;
import dev.squall.lectures.crdt.CrdtProgram;
import dev.squall.lectures.crdt.OperationBasedMap;
import dev.squall.lectures.eventual.Timestamp;

/**
 * An operation-based map with timestamps that do not contain the node.
 *
 * <p>Flaw: two nodes can give the same timestamp to two updates of a key. Neither update replaces the other.
 *
 * <p>Symptom: each replica keeps the update that was delivered first.
 *
 * <p>Trigger: two concurrent updates of a key at different nodes.
 */
public final class TimestampsNotUnique extends CrdtProgram.OpMap {

    @Override
    protected Crdt.OperationBased newCrdt(String node) {
        return new OperationBasedMap(node) {
            @Override
            protected Timestamp newTimestamp() {
                return new Timestamp(nextTime(), "");
            }
        };
    }
}

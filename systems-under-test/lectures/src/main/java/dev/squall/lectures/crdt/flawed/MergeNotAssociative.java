package dev.squall.lectures.crdt.flawed;

import dev.squall.lectures.crdt.Crdt;
import dev.squall.lectures.crdt.CrdtProgram;
import dev.squall.lectures.crdt.StateBasedMap;
import dev.squall.lectures.eventual.Timestamp;

/**
 * A state-based map that compares only the last digit of the Lamport times, as numbers that wrap around.
 *
 * <p>Flaw: a time is newer if it is 1 to 4 steps ahead in the circle of ten digits. The comparison is not transitive: 0
 * is older than 4, 4 is older than 8, and 8 is older than 0. So the merge is commutative and idempotent, but not
 * associative.
 *
 * <p>Symptom: the remaining update depends on the order in which three states were merged.
 *
 * <p>Trigger: a replica that misses several updates of a key, and then receives a later one.
 */
public final class MergeNotAssociative extends CrdtProgram.StateMap {

    private static final int CIRCLE = 10;
    private static final int HALF = CIRCLE / 2;

    @Override
    protected Crdt.StateBased newCrdt(String node) {
        return new StateBasedMap(node) {
            @Override
            protected boolean isNewer(Timestamp t, Timestamp previous) {
                long ahead = Math.floorMod(t.time() - previous.time(), CIRCLE);
                boolean isDecided = ahead != 0 && ahead != HALF;
                return isDecided ? ahead < HALF : super.isNewer(t, previous);
            }
        };
    }
}

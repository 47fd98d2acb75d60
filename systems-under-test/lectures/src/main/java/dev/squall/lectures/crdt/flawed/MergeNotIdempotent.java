package dev.squall.lectures.crdt.flawed;

import dev.squall.lectures.crdt.Crdt;
import dev.squall.lectures.crdt.CrdtProgram;
import dev.squall.lectures.crdt.GCounter;

/**
 * A state-based G-counter with a merge that adds the sums of each node.
 *
 * <p>Flaw: the merge is associative and commutative, but not idempotent.
 *
 * <p>Symptom: an increment counts again in each merge.
 *
 * <p>Trigger: a state that is merged twice, or one that contains an increment that the replica has merged before.
 */
public final class MergeNotIdempotent extends CrdtProgram.StateGCounter {

    @Override
    protected Crdt.StateBased newCrdt(String node) {
        return new GCounter(node) {
            @Override
            protected long merged(long ours, long theirs) {
                return ours + theirs;
            }
        };
    }
}

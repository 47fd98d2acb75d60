package dev.squall.lectures.crdt.flawed;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.crdt.CrdtProgram;
import dev.squall.node.Environment;

/**
 * An operation-based OR-set over reliable broadcast, which has no order of delivery.
 *
 * <p>Flaw: a remove may be delivered before an add of which it removes the tag. Then the remove has no effect.
 *
 * <p>Symptom: the element stays at that replica.
 *
 * <p>Trigger: a remove that overtakes the add.
 */
public final class ReliableInsteadOfCausal extends CrdtProgram.OpOrSet {

    @Override
    protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return BroadcastProgram.eager(environment, options, above);
    }
}

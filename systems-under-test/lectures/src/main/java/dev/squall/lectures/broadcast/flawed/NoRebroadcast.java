package dev.squall.lectures.broadcast.flawed;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.EagerReliableBroadcast;
import dev.squall.node.Environment;

/**
 * An eager reliable broadcast that passes nothing on.
 *
 * <p>Flaw: if the sender crashes, only other nodes can still send its message (lecture 4.3).
 *
 * <p>Symptom: a message that one correct node delivers and another never does.
 *
 * <p>Trigger: killing a sender before the network has taken its message to all nodes.
 */
public final class NoRebroadcast extends BroadcastProgram.Eager {

    @Override
    protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return new EagerReliableBroadcast(environment, upper -> bestEffort(environment, options, upper), above) {
            @Override
            protected void rebroadcast(Broadcast bestEffort, Object content) {
                // The flaw: nothing is passed on.
            }
        };
    }
}

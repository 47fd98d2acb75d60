package dev.squall.lectures.broadcast.flawed;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.EagerReliableBroadcast;
import dev.squall.node.Environment;

/**
 * An eager reliable broadcast without the rebroadcast.
 *
 * <p>Flaw: if the sender crashes, only the other nodes can still send its message (lecture 4.3).
 *
 * <p>Symptom: a message that one correct node delivers and another correct node never delivers.
 *
 * <p>Trigger: killing a sender before its message has reached all nodes.
 */
public final class NoRebroadcast extends BroadcastProgram.Eager {

    @Override
    protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return new EagerReliableBroadcast(environment, upper -> bestEffort(environment, options, upper), above) {
            @Override
            protected void rebroadcast(Broadcast bestEffort, Object content) {
                // The flaw: the node does not rebroadcast the message.
            }
        };
    }
}

package dev.squall.lectures.broadcast.flawed;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.FifoBroadcast;
import dev.squall.node.Environment;

/**
 * A FIFO broadcast that immediately delivers each message of the reliable broadcast below, in any order.
 *
 * <p>Flaw: a reliable broadcast may deliver messages in any order (lecture 4.2).
 *
 * <p>Symptom: a message that is delivered before an earlier message of the same sender.
 *
 * <p>Trigger: a message that is overtaken, or that is lost and retransmitted.
 */
public final class NoSenderBuffer extends BroadcastProgram.Fifo {

    @Override
    protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return new FifoBroadcast(upper -> eager(environment, options, upper), above) {
            @Override
            protected void onReceiving(String sender, long sequenceNumber, Object message) {
                deliver(sender, message);
            }
        };
    }
}

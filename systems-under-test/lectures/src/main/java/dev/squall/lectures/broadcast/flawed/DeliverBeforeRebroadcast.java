package dev.squall.lectures.broadcast.flawed;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.UniformBroadcast;
import dev.squall.node.Environment;

/**
 * A uniform broadcast that delivers a message at once, and stores it and passes it on a little later.
 *
 * <p>Flaw: a node that crashes in between takes the message with it, although it has delivered the message (lecture
 * 4.3).
 *
 * <p>Symptom: a message that some node delivered and that a correct node never delivers.
 *
 * <p>Trigger: killing a node that has just delivered.
 */
public final class DeliverBeforeRebroadcast extends BroadcastProgram.Uniform {

    @Override
    protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Broadcast.Receiver above) {
        return new UniformBroadcast(environment, options, above) {
            @Override
            protected void onFirstCopy(Pending pending) {
                deliver(pending);
                environment.setTimer(options.retransmissionMillis(), () -> storeAndPassOn(pending));
            }
        };
    }
}

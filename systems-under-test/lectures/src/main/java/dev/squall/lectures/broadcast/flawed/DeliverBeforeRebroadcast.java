package dev.squall.lectures.broadcast.flawed;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.lectures.broadcast.UniformBroadcast;
import dev.squall.node.Environment;

/**
 * A uniform broadcast that delivers a message immediately, and stores and passes on the message later.
 *
 * <p>Flaw: a node that crashes between the two steps loses the only copy of a message that it has delivered (lecture
 * 4.3).
 *
 * <p>Symptom: a message that some node has delivered and a correct node never delivers.
 *
 * <p>Trigger: killing a node that has just delivered a message.
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

package dev.squall.lectures.updates;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.Broadcasts;
import java.util.function.Function;

/** A replica that broadcasts updates, and applies delivered updates (lecture 5.3). */
final class ReplicaNode implements Node {

    private static final long REPETITION_MILLIS = 200;

    private final Environment environment;
    private final UpdateFunction function;
    private final boolean isRepeating;
    private final Broadcast broadcast;

    /**
     * @param isLossy true if broadcasts may be lost, which repetition makes up for
     * @param broadcast factory of the broadcast; its argument is the receiver of the broadcast's deliveries
     */
    ReplicaNode(
            Environment environment,
            UpdateFunction function,
            boolean isLossy,
            Function<Broadcast.Receiver, Broadcast> broadcast) {
        this.environment = environment;
        this.function = function;
        this.isRepeating = isLossy && function.toleratesLoss();
        this.broadcast = broadcast.apply((sender, update) -> function.apply(update));
    }

    @Override
    public void start() {
        broadcast.start();
        if (isRepeating) {
            environment.setTimer(REPETITION_MILLIS, this::periodically);
        }
    }

    private void periodically() {
        broadcast.broadcast(function.state());
        environment.setTimer(REPETITION_MILLIS, this::periodically);
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof Broadcasts.Broadcast request) {
            broadcast.broadcast(function.update((Long) request.message()));
            environment.reply(message, new Broadcasts.BroadcastOk());
        } else if (message.body() instanceof Broadcasts.Read) {
            environment.reply(message, new Broadcasts.ReadOk(function.state()));
        } else if (message.body() instanceof Broadcasts.Topology) {
            environment.reply(message, new Broadcasts.TopologyOk());
        } else {
            broadcast.receive(message);
        }
    }
}

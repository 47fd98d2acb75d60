package dev.squall.lectures.broadcast;

import dev.squall.lectures.broadcast.BroadcastRecords.Lived;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.protocol.BroadcastFacts;
import dev.squall.node.protocol.Broadcasts;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.ArrayList;
import java.util.List;

/**
 * A node that broadcasts messages on clients' requests, and journals its broadcasts and deliveries.
 *
 * <p>In the crash-stop model, a crashed node has lost its state, and no longer takes part in the broadcast. After a
 * restart, such a node returns an empty list to reads, and rejects requests to broadcast. The node also notifies the
 * other nodes that it has stopped.
 */
final class BroadcastNode implements Node {

    private static final long STOPPED_MILLIS = 50;

    /** Factory of a node's broadcast. */
    interface Factory {

        /**
         * Creates the broadcast of a node.
         *
         * @param above receiver of the broadcast's deliveries
         */
        Broadcast create(Environment environment, Broadcast.Receiver above);
    }

    private final Environment environment;
    private final BroadcastProgram.Crashes crashes;
    private final Broadcast broadcast;
    private final List<Object> delivered = new ArrayList<>();
    private boolean hasStopped;

    BroadcastNode(Environment environment, BroadcastProgram.Crashes crashes, Factory broadcast) {
        this.environment = environment;
        this.crashes = crashes;
        this.broadcast = broadcast.create(environment, this::onDelivery);
    }

    @Override
    public void start() {
        if (crashes != BroadcastProgram.Crashes.RECOVER) {
            boolean isFirst = environment.nodeId().equals(environment.nodeIds().get(0));
            boolean goesOn = crashes == BroadcastProgram.Crashes.LEADER_FORGETS && isFirst;
            hasStopped = !goesOn && !environment.storage().read().isEmpty();
            environment.storage().append(new Lived());
            environment.storage().sync();
        }
        if (hasStopped) {
            sayStopped();
        } else {
            broadcast.start();
        }
    }

    /** Notifies the other nodes periodically that they need not retransmit to this node. */
    private void sayStopped() {
        for (String node : environment.nodeIds()) {
            if (!node.equals(environment.nodeId())) {
                environment.send(node, new BroadcastMessages.Stopped());
            }
        }
        environment.setTimer(STOPPED_MILLIS, this::sayStopped);
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof Broadcasts.Broadcast request) {
            onRequestToBroadcast(message, request.message());
        } else if (message.body() instanceof Broadcasts.Read) {
            environment.reply(message, new Broadcasts.ReadOk(delivered));
        } else if (message.body() instanceof Broadcasts.Topology) {
            environment.reply(message, new Broadcasts.TopologyOk());
        } else if (!hasStopped) {
            broadcast.receive(message);
        }
    }

    private void onRequestToBroadcast(Message request, Object message) {
        if (hasStopped) {
            String text = "this node has crashed, and takes no part any more";
            environment.reply(request, new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, text));
            return;
        }
        environment.journal(new BroadcastFacts.Broadcast(message));
        broadcast.broadcast(message);
        environment.journal(new BroadcastFacts.Accepted(message));
        environment.reply(request, new Broadcasts.BroadcastOk());
    }

    private void onDelivery(String sender, Object message) {
        delivered.add(message);
        // A broadcast that survives crashes journals the delivery itself, with its number.
        if (crashes != BroadcastProgram.Crashes.RECOVER) {
            environment.journal(new BroadcastFacts.Delivered(message));
        }
    }
}

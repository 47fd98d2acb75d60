package dev.squall.lectures.crdt;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import java.util.List;
import java.util.function.Function;

/**
 * Common part of all replicas: answers clients at once from the replica's own state, and journals the processed
 * updates. A replica keeps its state in memory, and may not crash.
 */
abstract class CrdtNode<C extends Crdt> implements Node {

    private static final int LONGEST_TEXT = 100;

    /** Multiplier of the digest of a long text. An odd multiplier loses no information. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    final Environment environment;
    final Broadcast broadcast;
    private final Function<String, C> factory;
    private C crdt;

    /**
     * @param factory factory of the data type; its argument is the node's name
     * @param broadcast factory of the broadcast; its argument is the receiver of the broadcast's deliveries
     */
    CrdtNode(Environment environment, Function<String, C> factory, Function<Broadcast.Receiver, Broadcast> broadcast) {
        this.environment = environment;
        this.factory = factory;
        this.broadcast = broadcast.apply(this::onDelivery);
    }

    @Override
    public final void start() {
        crdt = factory.apply(environment.nodeId());
        broadcast.start();
        onStart();
    }

    /** Handles initialisation of the replica, after the start of the broadcast. */
    void onStart() {}

    @Override
    public final void receive(Message message) {
        if (!message.isFromClient()) {
            onMessage(message);
            return;
        }
        if (crdt.isUpdate(message.body())) {
            onUpdate(message.body());
        }
        environment.reply(message, crdt.reply(message.body()));
    }

    /** Handles a message from another node, by default with the broadcast. */
    void onMessage(Message message) {
        broadcast.receive(message);
    }

    /** Handles a client's request to update the state. */
    abstract void onUpdate(Body update);

    /** Handles a delivery by the broadcast. */
    abstract void onDelivery(String sender, Object message);

    final C crdt() {
        return crdt;
    }

    /** Journals that the replica has processed updates, and the state after them. */
    final void processed(List<CrdtFacts.Updates> updates, Object state) {
        environment.journal(new CrdtFacts.Processed(updates, text(state)));
    }

    /** Returns the text of a state, or its beginning with a digest of the whole text if the text is long. */
    static String text(Object state) {
        String text = String.valueOf(state);
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        long digest = text.length();
        for (int i = 0; i < text.length(); i++) {
            // The shift mixes the high half into the low bits, because multiplication never does.
            digest = (digest ^ digest >>> 32) * MULTIPLIER + text.charAt(i);
        }
        return text.substring(0, LONGEST_TEXT - 20) + "... " + Long.toHexString(digest);
    }
}

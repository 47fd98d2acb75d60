package dev.squall.testkit;

import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.world.WriteLoss;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Node n1 of a cluster, tested alone. The test plays the other nodes and the clients, and observes each message that n1
 * sends. Messages are instant: when a call returns, n1 has finished handling the message. Time passes only in {@link
 * #run}.
 *
 * <p>The node's wall clock runs backwards, so that a node that measures durations with it misbehaves.
 */
public class LoneNode {

    private static final String ID = "n1";

    private final VirtualCluster cluster;
    private long nextRequestId = 1;

    /** Starts the node in a cluster of this size. */
    public LoneNode(NodeProgram program, int size, Map<String, String> options) {
        String[] others = IntStream.rangeClosed(2, size).mapToObj(i -> "n" + i).toArray(String[]::new);
        cluster = VirtualCluster.of(program)
                .size(size)
                .options(options)
                .playing(others)
                .start();
        cluster.world().setClock(ID, 0, -2_000_000_000L);
    }

    /** Returns the cluster, in which only n1 runs the program. */
    public final VirtualCluster cluster() {
        return cluster;
    }

    // ---- Messages

    /** Delivers a message to the node. */
    public final void receive(Message message) {
        cluster.send(message);
        cluster.settle();
    }

    /** Delivers a message without ids to the node. */
    public final void receive(String from, Body body) {
        receive(new Message(from, ID, Message.NO_ID, Message.NO_ID, body));
    }

    /** Sends a request as client c1. Returns the messages that the node sent since they were last taken. */
    public final List<Message> request(Body body) {
        receive(new Message("c1", ID, nextRequestId++, Message.NO_ID, body));
        return takeSent();
    }

    /**
     * Replies to a message that the node has sent. Returns the messages that the node sent since they were last taken.
     */
    public final List<Message> answer(Message request, Body body) {
        receive(new Message(request.destination(), ID, Message.NO_ID, request.messageId(), body));
        return takeSent();
    }

    /** Returns the reply to a message, which must be the only message that it causes. */
    public final Body answerTo(String from, Body body) {
        takeSent();
        receive(from, body);
        List<Message> sent = takeSent();
        if (sent.size() != 1 || !sent.get(0).destination().equals(from)) {
            throw new AssertionError("found the messages " + sent + "; expected one answer to " + from);
        }
        return sent.get(0).body();
    }

    /** Returns the messages that the node has sent to others since the last call. */
    public final List<Message> takeSent() {
        return cluster.takeSent();
    }

    /** Returns the bodies sent to a destination since the last call. Messages to other destinations are discarded. */
    public final List<Body> takeSentTo(String destination) {
        return takeSent().stream()
                .filter(message -> message.destination().equals(destination))
                .map(Message::body)
                .toList();
    }

    // ---- Time and faults

    /** Advances the virtual time. */
    public final void run(long millis) {
        cluster.run(millis);
    }

    /** Crashes the node, loses all unsynced records, and starts it again. */
    public final void restart() {
        crash(WriteLoss.LOST);
    }

    /** Crashes the node, loses these unsynced records, and starts it again. */
    public final void crash(WriteLoss loss) {
        cluster.crash(ID, loss);
    }

    /** Makes the node crash in the middle of the handler that syncs next, and start again at the same instant. */
    public final void crashAtNextSync(WriteLoss loss) {
        cluster.crashAtNextSync(ID, loss);
    }

    // ---- Observations

    /** Returns the node's facts of all its lives, oldest first. */
    public final List<Fact> facts() {
        return cluster.facts(ID);
    }

    /** Returns the node's facts since its last start, oldest first. */
    public final List<Fact> factsOfThisLife() {
        return cluster.factsOfThisLife(ID);
    }

    /** Returns the latest fact of this class, or null if there is none. */
    public final <T extends Fact> T last(Class<T> type) {
        return cluster.last(ID, type);
    }

    /** Returns the records in the node's storage, oldest first. */
    public final List<StableRecord> records() {
        return cluster.world().records(ID);
    }

    /** Returns each record that was not yet stable when the node sent a message. */
    public final List<StableRecord> unsyncedWhenSending() {
        return cluster.unsyncedWhenSending();
    }
}

package dev.squall.node;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The only access of a node to the world. A node calls these methods only from its own handlers. The methods never
 * block for long and never call back into the node.
 */
public interface Environment {

    /** Returns this node's name, such as {@code n1}. */
    String nodeId();

    /** Returns the names of all nodes of the cluster, including this node, in the same order at every node. */
    List<String> nodeIds();

    /**
     * Sends a message, which faults may lose, delay, duplicate or reorder. A message to the node itself is delivered
     * like any other, never within this call.
     */
    void send(Message message);

    /**
     * Sends {@code body} to a node or client, with no message id.
     *
     * @param destination the name of a node or of a client
     */
    default void send(String destination, Body body) {
        send(new Message(nodeId(), destination, Message.NO_ID, Message.NO_ID, body));
    }

    /** Sends the reply to a request. {@link Message#inReplyTo()} of the reply names the request. */
    default void reply(Message request, Body body) {
        send(new Message(nodeId(), request.source(), Message.NO_ID, request.messageId(), body));
    }

    /**
     * Runs {@code action} once, as a handler of this node, after {@code delayMillis} on the monotonic clock. Timers do
     * not survive a crash.
     *
     * @param delayMillis at least 0
     */
    Timer setTimer(long delayMillis, Runnable action);

    /**
     * Returns the wall clock's time in nanoseconds since the epoch. The wall clock may be skewed, drift, and jump in
     * either direction.
     */
    long wallClockNanos();

    /**
     * Returns the monotonic clock's time in nanoseconds since an arbitrary origin. This clock never runs backwards
     * during one life of the node.
     */
    long monotonicNanos();

    /** Returns this node's own random generator, seeded by the experiment. */
    RandomGenerator random();

    /** Returns the storage that survives a crash. */
    StableStorage storage();

    /** Records a fact about this node for checkers and diagrams. Facts do not affect the system. */
    void journal(Fact fact);
}

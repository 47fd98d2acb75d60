package dev.squall.node;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * All that a node knows of the world. Its methods are called only from the node's own handlers, never block for long
 * and never call back into the node.
 */
public interface Environment {

    /** This node's name, such as {@code n1}. */
    String nodeId();

    /** The names of all nodes of the cluster, this one included, in an order that is the same at each of them. */
    List<String> nodeIds();

    /**
     * Sends a message: it may be lost, delayed, duplicated or overtaken, according to the world's faults. A message to
     * oneself is delivered like any other, never within this call.
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

    /** Answers a request: the reply names it by {@link Message#inReplyTo()}. */
    default void reply(Message request, Body body) {
        send(new Message(nodeId(), request.source(), Message.NO_ID, request.messageId(), body));
    }

    /**
     * Runs {@code action} once, as a handler of this node, when {@code delayMillis} have gone by on the monotonic
     * clock. Timers do not survive a crash.
     *
     * @param delayMillis at least 0
     */
    Timer setTimer(long delayMillis, Runnable action);

    /** The wall clock in nanoseconds since the epoch; it may be skewed, drift, and jump either way. */
    long wallClockNanos();

    /** The monotonic clock in nanoseconds from an origin of its own; it never runs backwards during one life. */
    long monotonicNanos();

    /** This node's own stream of randomness, seeded by the experiment. */
    RandomGenerator random();

    /** What survives a crash. */
    StableStorage storage();

    /** Notes a fact about this node for checkers and diagrams; it has no effect on the system. */
    void journal(Fact fact);
}

package dev.squall.node.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;
import java.util.Map;

/**
 * Messages between the harness and a node's host. {@link Init} and {@link InitOk} belong to Maelstrom's protocol, which
 * every node supports. Only this project's hosts support the other messages.
 */
public final class Control {

    /** Name of the harness as source and destination of messages. */
    public static final String HARNESS = "squall";

    /**
     * The message bodies of this class, and {@link ErrorReply}. Every {@link WireCodec} encodes and decodes these
     * bodies.
     */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(
                    Init.class,
                    InitOk.class,
                    SquallClock.class,
                    SquallReadClock.class,
                    SquallClockOk.class,
                    SquallFact.class,
                    SquallLinks.class,
                    SquallReceived.class,
                    SquallLost.class,
                    SquallDisturbance.class,
                    SquallHealing.class,
                    SquallBites.class,
                    ErrorReply.class),
            List.of(),
            List.of());

    private Control() {}

    /** The first message to a node in each of its lives, with its name and the names of all nodes. */
    public record Init(@JsonProperty("node_id") String nodeId, @JsonProperty("node_ids") List<String> nodeIds)
            implements Body {}

    /** The node is ready. */
    public record InitOk() implements Body {}

    /**
     * Sets the host's wall clock.
     *
     * @param offsetNanos offset from the true wall clock, in nanoseconds
     * @param ratePartsPerBillion growth of the offset, in parts per billion
     */
    public record SquallClock(
            @JsonProperty("offset_nanos") long offsetNanos, @JsonProperty("rate_ppb") long ratePartsPerBillion)
            implements Body {}

    /** Asks for the wall clock's time, if the clock is set outside the host. */
    public record SquallReadClock() implements Body {}

    /**
     * Reading of both clocks of the node after the clock was set, so that the harness measures the actual offset.
     *
     * @param wallNanos the wall clock, in nanoseconds since the epoch
     * @param monotonicNanos the monotonic clock at the same moment; all processes of a machine share this clock
     */
    public record SquallClockOk(
            @JsonProperty("wall_nanos") long wallNanos, @JsonProperty("monotonic_nanos") long monotonicNanos)
            implements Body {}

    /** A fact that the node records about itself, in order with its messages. */
    public record SquallFact(Fact fact) implements Body {}

    /**
     * Opens the links of a host that carries messages itself; sent before {@link Init}. From then on the host reports
     * every message between nodes to the harness. The host reports a copy when its node sends the message, then {@link
     * SquallReceived} or {@link SquallLost}.
     *
     * @param nodeId the name of the node that this host runs
     * @param life 0 for the node's first life, 1 after its first restart, and so on
     * @param addresses for each node, the address of its host: {@code host:port}
     */
    public record SquallLinks(@JsonProperty("node_id") String nodeId, int life, Map<String, String> addresses)
            implements Body {}

    /**
     * The node has received a message from another node.
     *
     * @param sender the other node's name
     * @param life the sender's life
     * @param number number of the message, from 0, among all messages that the sender has sent to nodes in this life
     */
    public record SquallReceived(String sender, int life, long number) implements Body {}

    /**
     * A message of this node to another node will certainly never arrive. {@code number} identifies the message as in
     * {@link SquallReceived}.
     */
    public record SquallLost(long number) implements Body {}

    /**
     * Begins to disturb some of this node's messages to other nodes.
     *
     * @param id id of the disturbance
     * @param kind effect on the messages
     * @param perCent share of the messages that are disturbed
     * @param delayNanos longest or mean delay, for the kinds that delay
     * @param seed seed of the choice of messages and delays
     * @param receivers nodes whose messages are disturbed
     */
    public record SquallDisturbance(
            long id,
            Kind kind,
            @JsonProperty("per_cent") int perCent,
            @JsonProperty("delay_nanos") long delayNanos,
            long seed,
            List<String> receivers)
            implements Body {

        /** Effect of a disturbance on a message. */
        public enum Kind {
            /**
             * The message is delayed by up to the given time. Later messages on the link wait for the delayed message.
             */
            DELAY,
            LOSS,
            DUPLICATION,
            /** The message is delayed by up to the given time. Later messages may overtake it. */
            REORDERING,
            /** The message is delayed by exactly the given time, in order. */
            SLOWNESS,
            /** The message is delayed by an exponential time with the given mean. Later messages may overtake it. */
            EXPONENTIAL,
            /** The message is carried in time, and a second copy of it up to the given time later. */
            COPIES,
            /** The message is delayed by up to the given time. Later messages may overtake it. */
            DELAYS,
            /** The message is held until the disturbance ends. */
            HOLD
        }
    }

    /** Ends a disturbance. */
    public record SquallHealing(long id) implements Body {}

    /** The disturbance has ended; {@code bites} is the number of messages that it affected. */
    public record SquallBites(long id, long bites) implements Body {}
}

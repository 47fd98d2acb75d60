package dev.squall.node.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;
import java.util.Map;

/**
 * What the harness and a node's host say to each other. {@link Init} and {@link InitOk} are Maelstrom's, and every node
 * knows them; the others are known to this project's hosts only.
 */
public final class Control {

    /** The harness's name as source and destination of messages. */
    public static final String HARNESS = "squall";

    /** These bodies, and {@link ErrorReply}; every {@link WireCodec} knows them. */
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

    /** The first message to a node in each of its lives: who it is, and who is in the cluster. */
    public record Init(@JsonProperty("node_id") String nodeId, @JsonProperty("node_ids") List<String> nodeIds)
            implements Body {}

    /** The node is ready. */
    public record InitOk() implements Body {}

    /**
     * Sets the host's wall clock.
     *
     * @param offsetNanos added to the true wall clock from now on
     * @param ratePartsPerBillion by which the offset grows from now on
     */
    public record SquallClock(
            @JsonProperty("offset_nanos") long offsetNanos, @JsonProperty("rate_ppb") long ratePartsPerBillion)
            implements Body {}

    /** Asks for the wall clock, where something else than the host sets it. */
    public record SquallReadClock() implements Body {}

    /**
     * What the node is told of the time, read after the clock was set: so an offset is measured, not believed.
     *
     * @param wallNanos by the wall clock, since the epoch
     * @param monotonicNanos at the same moment, by the monotonic clock, which a machine's processes share
     */
    public record SquallClockOk(
            @JsonProperty("wall_nanos") long wallNanos, @JsonProperty("monotonic_nanos") long monotonicNanos)
            implements Body {}

    /** A fact that the node notes about itself, in order with its messages. */
    public record SquallFact(Fact fact) implements Body {}

    /**
     * Where the nodes' hosts have links of their own: opens them, before {@link Init}. From then on such a host tells
     * the harness of every message between nodes: by the message itself when its node sends it, and by
     * {@link SquallReceived} or {@link SquallLost}.
     *
     * @param nodeId the name of the node that this host is to run
     * @param life 0 for the node's first life, 1 after its first restart, and so on
     * @param addresses for each node, where its host can be reached: {@code host:port}
     */
    public record SquallLinks(@JsonProperty("node_id") String nodeId, int life, Map<String, String> addresses)
            implements Body {}

    /**
     * The node is given a message of another.
     *
     * @param sender the other node's name
     * @param life of the sender
     * @param number counts what that life has sent to nodes, from 0
     */
    public record SquallReceived(String sender, int life, long number) implements Body {}

    /** A message of this node's to another certainly never reaches it; {@code number} as in {@link SquallReceived}. */
    public record SquallLost(long number) implements Body {}

    /**
     * Some of the messages that this node sends to others are to be disturbed from now on.
     *
     * @param id names the disturbance
     * @param kind what becomes of them
     * @param perCent how many of them
     * @param delayNanos how late they become at most, where they do
     * @param seed from which it follows which ones, and by how much
     * @param receivers to whom
     */
    public record SquallDisturbance(
            long id,
            Kind kind,
            @JsonProperty("per_cent") int perCent,
            @JsonProperty("delay_nanos") long delayNanos,
            long seed,
            List<String> receivers)
            implements Body {

        /** What can become of a message. */
        public enum Kind {
            /** Later by anything up to the delay; later ones on the link wait behind it. */
            DELAY,
            LOSS,
            DUPLICATION,
            /** Later by anything up to the delay, and overtaken. */
            REORDERING,
            /** Later by the delay, and in order. */
            SLOWNESS
        }
    }

    /** A disturbance is over. */
    public record SquallHealing(long id) implements Body {}

    /** A disturbance is over, and so many messages of this node's have been disturbed. */
    public record SquallBites(long id, long bites) implements Body {}
}

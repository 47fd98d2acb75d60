package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.List;

/** The client requests and replies of the link workload: messages from each node to each other, over their links. */
public final class Links {

    /** These bodies, and {@link ErrorReply}. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(Send.class, SendOk.class, Flush.class, FlushOk.class, ErrorReply.class), List.of(), List.of());

    private Links() {}

    /**
     * Asks a node to send a message to another. No two requests to one node may have the same destination and message.
     *
     * @param to the name of a node
     * @param message any JSON
     */
    public record Send(String to, Object message) implements Body {}

    /** The node's link has taken the message over, and will deliver it. */
    public record SendOk() implements Body {}

    /**
     * Asks whether every message that the node has sent has been acknowledged by its receiver; if not, the answer is
     * {@link ErrorCode#TEMPORARILY_UNAVAILABLE}.
     */
    public record Flush() implements Body {}

    /** All that the node has sent was acknowledged. */
    public record FlushOk() implements Body {}
}

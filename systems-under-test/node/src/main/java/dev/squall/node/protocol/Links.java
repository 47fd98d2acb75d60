package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.List;

/**
 * The client requests and replies of the link workload, in which each node sends messages to the others over its links.
 */
public final class Links {

    /** The message bodies of the link workload, {@link ErrorReply}, and the facts that checkers of links need. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(Send.class, SendOk.class, Flush.class, FlushOk.class, ErrorReply.class), List.of(), LinkFacts.ALL);

    private Links() {}

    /**
     * Asks a node to send a message to another node. No two requests to one node may have the same destination and
     * message.
     *
     * @param to the name of a node
     * @param message any JSON value
     */
    public record Send(String to, Object message) implements Body {}

    /** The node's link has accepted the message and will deliver it. */
    public record SendOk() implements Body {}

    /**
     * Asks if the receivers have acknowledged every message that the node has sent. While acknowledgements are missing,
     * the reply is {@link ErrorCode#TEMPORARILY_UNAVAILABLE}.
     */
    public record Flush() implements Body {}

    /** Every message that the node has sent is acknowledged. */
    public record FlushOk() implements Body {}
}

package dev.squall.node;

import java.util.Objects;

/**
 * A message in Maelstrom's envelope: {@code {"src": ..., "dest": ..., "body": {"type": ..., "msg_id": ...,
 * "in_reply_to": ..., ...}}}.
 *
 * @param source the sender's name, which begins with {@code c} for a client
 * @param destination the receiver's name
 * @param messageId the message's id, unique for the sender, or {@link #NO_ID}
 * @param inReplyTo the {@code messageId} of the request to which this message replies, or {@link #NO_ID}
 * @param body the content
 */
public record Message(String source, String destination, long messageId, long inReplyTo, Body body) {

    /** Value of an absent id. */
    public static final long NO_ID = -1;

    public Message {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(body, "body");
    }

    /** Returns true if the sender is a client, not a node. */
    public boolean isFromClient() {
        return isClient(source);
    }

    /** Returns true if {@code name} is the name of a client. */
    public static boolean isClient(String name) {
        return !name.isEmpty() && name.charAt(0) == 'c';
    }
}

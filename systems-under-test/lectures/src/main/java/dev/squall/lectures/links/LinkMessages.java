package dev.squall.lectures.links;

import dev.squall.node.Body;

/** Messages between links. The source in the message's envelope is the sender. */
public final class LinkMessages {

    private LinkMessages() {}

    /**
     * A message of the layer above.
     *
     * @param number number of the message, from 1, among the sender's messages to this receiver
     * @param content the message of the layer above
     */
    public record Data(long number, Object content) implements Body {}

    /**
     * A message of the layer above, authenticated by a tag.
     *
     * @param number number of the message, from 1, among the sender's messages to this receiver
     * @param content the message of the layer above, as JSON
     * @param tag HMAC of the sender, the receiver, the number and the content
     */
    public record Sealed(long number, String content, String tag) implements Body {}

    /** Acknowledgement that the message with this number has been delivered. */
    public record Ack(long number) implements Body {}

    /** Acknowledgement that all messages up to this number have been delivered. */
    public record CumulativeAck(long number) implements Body {}
}

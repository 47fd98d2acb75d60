package dev.squall.lectures.links;

import dev.squall.node.Body;

/** What links say to each other over the network. The sender is the one whom the envelope names. */
public final class LinkMessages {

    private LinkMessages() {}

    /**
     * A message on its way.
     *
     * @param number how many messages the sender has sent to this receiver, with this one
     * @param content what the layer above gave the link to send
     */
    public record Data(long number, Object content) implements Body {}

    /** The message with this number has been delivered. */
    public record Ack(long number) implements Body {}

    /** All messages up to this number have been delivered. */
    public record CumulativeAck(long number) implements Body {}
}

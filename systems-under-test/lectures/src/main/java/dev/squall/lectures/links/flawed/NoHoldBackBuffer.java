package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.FifoLink;
import dev.squall.lectures.links.FifoLinkProgram;
import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.ReliableLink;
import dev.squall.node.Environment;

/**
 * A FIFO link that delivers what the reliable link below brings at once, whatever its sequence number.
 *
 * <p>Wrong: a reliable link delivers in any order (lecture 2.3, exercise).
 *
 * <p>Shows: messages that are delivered before others that the same node had sent earlier.
 *
 * <p>By: a message that is overtaken, or that is lost and comes with its retransmission.
 */
public final class NoHoldBackBuffer extends FifoLinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new FifoLink(upper -> new ReliableLink(environment, options, upper), above) {
            @Override
            protected void onReceiving(String from, long sequenceNumber, Object message) {
                deliver(from, message);
            }
        };
    }
}

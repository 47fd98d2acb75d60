package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.FifoLink;
import dev.squall.lectures.links.FifoLinkProgram;
import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.ReliableLink;
import dev.squall.node.Environment;

/**
 * A FIFO link that delivers messages of the reliable link below immediately, in any order of sequence numbers.
 *
 * <p>Flaw: a reliable link may deliver messages in any order (lecture 2.3, exercise).
 *
 * <p>Symptom: messages that are delivered before earlier messages of the same sender.
 *
 * <p>Trigger: a message that is overtaken, or that is lost and retransmitted.
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

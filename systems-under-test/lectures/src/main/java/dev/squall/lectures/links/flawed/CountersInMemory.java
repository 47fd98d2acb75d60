package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.FifoLink;
import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.RecoverableFifoLinkProgram;
import dev.squall.lectures.links.ReliableLink;
import dev.squall.node.Environment;

/**
 * A FIFO link with its counters and unacknowledged messages in memory only: the link of the crash-stop model, used in
 * the crash-recovery model.
 *
 * <p>Flaw: a restarted node counts from 1 again, as sender and as receiver, while the other nodes continue their
 * numbering (lecture 2.3, exercise).
 *
 * <p>Symptom: messages that are never delivered, and messages delivered twice. The receiver takes new messages for
 * duplicates, or waits for a first message that never comes again, or the sender has forgotten its messages.
 *
 * <p>Trigger: killing and restarting a sender or a receiver. No lost write is needed.
 */
public final class CountersInMemory extends RecoverableFifoLinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new FifoLink(upper -> new ReliableLink(environment, options, upper), above);
    }
}

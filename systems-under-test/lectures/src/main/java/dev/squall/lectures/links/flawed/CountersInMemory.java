package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.FifoLink;
import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.RecoverableFifoLinkProgram;
import dev.squall.lectures.links.ReliableLink;
import dev.squall.node.Environment;

/**
 * A FIFO link whose counters, and whose unacknowledged messages, are in memory only: that of the crash-stop model, in
 * the crash-recovery model.
 *
 * <p>Wrong: a node that restarts begins again to count at 1, as a sender and as a receiver, while the others go on
 * (lecture 2.3, exercise).
 *
 * <p>Shows: messages that are never delivered, since the receiver takes them for duplicates of earlier ones, or waits
 * for a first message that will not come again, or since the sender has forgotten them; and messages delivered twice.
 *
 * <p>By: killing and restarting a sender or a receiver; no write need be lost.
 */
public final class CountersInMemory extends RecoverableFifoLinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new FifoLink(upper -> new ReliableLink(environment, options, upper), above);
    }
}

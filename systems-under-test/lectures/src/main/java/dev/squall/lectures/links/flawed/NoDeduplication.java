package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.ReliableLink;
import dev.squall.lectures.links.ReliableLinkProgram;
import dev.squall.node.Environment;

/**
 * A reliable link that delivers every message that arrives.
 *
 * <p>Wrong: a fair-loss link may duplicate messages. Retransmission duplicates a message if it or its acknowledgement
 * is late (lecture 2.3).
 *
 * <p>Shows: messages that are delivered twice.
 *
 * <p>By: a duplicated message, or a lost or delayed acknowledgement.
 */
public final class NoDeduplication extends ReliableLinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new ReliableLink(environment, options, above) {
            @Override
            protected boolean isFirstReceipt(String from, long number) {
                return true;
            }
        };
    }
}

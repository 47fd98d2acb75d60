package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.ReliableLink;
import dev.squall.lectures.links.ReliableLinkProgram;
import dev.squall.node.Environment;

/**
 * A reliable link that sends each message once.
 *
 * <p>Wrong: a fair-loss link may lose a message that is sent only finitely often (lecture 2.3).
 *
 * <p>Shows: messages between correct nodes that are never delivered.
 *
 * <p>By: the loss of any message, with or without a partition.
 */
public final class NoRetransmission extends ReliableLinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new ReliableLink(environment, options, above) {
            @Override
            protected void retransmit() {
                // The flaw: nothing is sent again.
            }
        };
    }
}

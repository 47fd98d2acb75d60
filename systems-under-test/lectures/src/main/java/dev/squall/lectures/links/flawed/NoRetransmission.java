package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.ReliableLink;
import dev.squall.lectures.links.ReliableLinkProgram;
import dev.squall.node.Environment;

/**
 * A reliable link that sends each message once.
 *
 * <p>Flaw: a fair-loss link may lose a message that is sent only finitely often (lecture 2.3).
 *
 * <p>Symptom: messages between correct nodes that are never delivered.
 *
 * <p>Trigger: the loss of any message, with or without a partition.
 */
public final class NoRetransmission extends ReliableLinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new ReliableLink(environment, options, above) {
            @Override
            protected void retransmit() {
                // The flaw: the link never retransmits a message.
            }
        };
    }
}

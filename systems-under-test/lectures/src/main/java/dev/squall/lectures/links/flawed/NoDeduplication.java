package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.ReliableLink;
import dev.squall.lectures.links.ReliableLinkProgram;
import dev.squall.node.Environment;

/**
 * A reliable link that delivers every message that arrives.
 *
 * <p>Flaw: a fair-loss link may duplicate messages. Retransmission duplicates a message if the message or its
 * acknowledgement is late (lecture 2.3).
 *
 * <p>Symptom: messages that are delivered twice.
 *
 * <p>Trigger: a duplicated message, or a lost or delayed acknowledgement.
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

package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.AuthenticatedLink;
import dev.squall.lectures.links.AuthenticatedLinkProgram;
import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.node.Environment;

/**
 * An authenticated link with a tag that does not cover the sender.
 *
 * <p>Flaw: the tag shows that some node with the key sent the message, but not which node (lecture 2.3).
 *
 * <p>Symptom: a delivered message with a sender that never sent it.
 *
 * <p>Trigger: a message that an adversary sends again with another node as sender.
 */
public final class SenderNotCovered extends AuthenticatedLinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new AuthenticatedLink(environment, above) {
            @Override
            protected String authenticatedText(String from, String to, long number, String content) {
                return super.authenticatedText("", to, number, content);
            }
        };
    }
}

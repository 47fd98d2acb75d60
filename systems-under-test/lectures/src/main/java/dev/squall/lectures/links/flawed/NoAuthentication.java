package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.AuthenticatedLink;
import dev.squall.lectures.links.AuthenticatedLinkProgram;
import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkMessages.Sealed;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.node.Environment;

/**
 * An authenticated link that does not check the tag.
 *
 * <p>Flaw: on an arbitrary link, a message may be changed in transit, or be forged (lecture 2.3).
 *
 * <p>Symptom: a delivered message with a sender that never sent it.
 *
 * <p>Trigger: a corrupted or forged message.
 */
public final class NoAuthentication extends AuthenticatedLinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new AuthenticatedLink(environment, above) {
            @Override
            protected boolean isAuthentic(String from, Sealed sealed) {
                return true;
            }
        };
    }
}

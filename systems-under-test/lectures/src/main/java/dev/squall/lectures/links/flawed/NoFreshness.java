package dev.squall.lectures.links.flawed;

import dev.squall.lectures.links.AuthenticatedLink;
import dev.squall.lectures.links.AuthenticatedLinkProgram;
import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.node.Environment;

/**
 * An authenticated link that accepts the same sequence number more than once.
 *
 * <p>Flaw: a message that was authentic once stays authentic, so an adversary can send it again (lecture 2.3).
 *
 * <p>Symptom: a message that is delivered twice.
 *
 * <p>Trigger: a replayed message.
 */
public final class NoFreshness extends AuthenticatedLinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new AuthenticatedLink(environment, above) {
            @Override
            protected boolean isFresh(String from, long number) {
                return true;
            }
        };
    }
}

package dev.squall.lectures.links;

import dev.squall.node.Environment;

/** Nodes connected by authenticated links. */
public class AuthenticatedLinkProgram extends LinkProgram {

    /** Nodes connected by reliable links over authenticated links. */
    public static final class Reliable extends LinkProgram {

        @Override
        protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
            return new ReliableAuthenticatedLink(environment, options, above);
        }
    }

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new AuthenticatedLink(environment, above);
    }
}

package dev.squall.lectures.links;

import dev.squall.node.Environment;

/** Nodes connected by reliable links. */
public class ReliableLinkProgram extends LinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new ReliableLink(environment, options, above);
    }
}

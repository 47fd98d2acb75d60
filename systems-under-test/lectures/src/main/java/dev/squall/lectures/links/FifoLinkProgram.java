package dev.squall.lectures.links;

import dev.squall.node.Environment;

/** Nodes connected by FIFO links over reliable links. */
public class FifoLinkProgram extends LinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new FifoLink(upper -> new ReliableLink(environment, options, upper), above);
    }
}

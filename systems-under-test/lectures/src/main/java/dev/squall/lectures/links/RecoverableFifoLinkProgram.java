package dev.squall.lectures.links;

import dev.squall.node.Environment;

/** Nodes connected by FIFO links that survive crashes. */
public class RecoverableFifoLinkProgram extends LinkProgram {

    @Override
    protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
        return new RecoverableFifoLink(environment, options, above);
    }
}

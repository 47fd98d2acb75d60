package dev.squall.real;

import dev.squall.node.Fact;

/** What nodes are seen to say of their role. */
public final class PrimaryFacts {

    private PrimaryFacts() {}

    /** The node says that it leads, or is the master, and did not when it was last asked. */
    public record BecamePrimary() implements Fact {}
}

package dev.squall.real;

import dev.squall.node.Fact;

/** Facts about the roles that nodes report. */
public final class PrimaryFacts {

    private PrimaryFacts() {}

    /** The node reports that it is the leader or master, and did not report this when last asked. */
    public record BecamePrimary() implements Fact {}
}

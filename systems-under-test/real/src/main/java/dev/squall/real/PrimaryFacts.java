package dev.squall.real;

import dev.squall.node.Fact;

/** Facts about the roles that nodes report. */
public final class PrimaryFacts {

    private PrimaryFacts() {}

    /** The node reports that it is the leader or master, unlike at the previous request. */
    public record BecamePrimary() implements Fact {}
}

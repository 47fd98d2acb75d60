package dev.squall.lectures.generals;

import dev.squall.node.Fact;
import java.util.List;

/** Facts that the analysis of the generals' decisions reads. */
public final class GeneralsFacts {

    /** The facts of this class. */
    public static final List<Class<? extends Fact>> ALL = List.of(Joined.class, Decided.class, TooLate.class);

    private GeneralsFacts() {}

    /** A node has joined as a general. The analysis ignores the decisions of a traitor. */
    public record Joined(boolean loyal) implements Fact {}

    /** The general has decided on a battle. A general that never decides does not attack. */
    public record Decided(long battle, boolean attack) implements Fact {}

    /**
     * A message arrived after the general's decision. The network was not synchronous, so the battle proves nothing.
     */
    public record TooLate(long battle) implements Fact {}
}

package dev.squall.lectures.generals;

import dev.squall.node.Fact;
import java.util.List;

/** Facts by which the generals are judged. */
public final class GeneralsFacts {

    /** The facts of this class. */
    public static final List<Class<? extends Fact>> ALL = List.of(Joined.class, Decided.class, TooLate.class);

    private GeneralsFacts() {}

    /** The node is a general. A traitor's decisions are not judged. */
    public record Joined(boolean loyal) implements Fact {}

    /** The general has decided. One that never decides does not attack. */
    public record Decided(long battle, boolean attack) implements Fact {}

    /** A message came after the decision. So the network was not synchronous, and the battle proves nothing. */
    public record TooLate(long battle) implements Fact {}
}

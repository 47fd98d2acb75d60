package dev.squall.lectures.logical;

import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ClockFacts;
import dev.squall.node.protocol.LogicalClocks;
import java.util.List;
import java.util.Map;

/** Nodes with a logical clock of one kind. A flawed variant is a program with a clock that overrides one method. */
public abstract class ClockProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = new Vocabulary(
                    List.of(Stamped.class), List.of(ClockFacts.Remembered.class), ClockFacts.ALL)
            .withBodies(LogicalClocks.VOCABULARY);

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        for (String name : options.keySet()) {
            throw new IllegalArgumentException("A logical clock has no option '" + name + "'; expected none.");
        }
        return new ClockNode(environment, newClock());
    }

    /** Creates the logical clock of a node. */
    protected abstract LogicalClock newClock();

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }

    /** Nodes with Lamport clocks. */
    public static final class Lamport extends ClockProgram {

        @Override
        protected LogicalClock newClock() {
            return new LamportClock();
        }
    }

    /** Nodes with vector clocks. */
    public static final class Vector extends ClockProgram {

        @Override
        protected LogicalClock newClock() {
            return new VectorClock();
        }
    }
}

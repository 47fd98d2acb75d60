package dev.squall.lectures.eventual;

import dev.squall.node.Environment;
import java.util.function.Function;

/** Where updates have their timestamps from. */
public enum Timestamps {
    /** A {@link LamportClock}: they agree with causality. */
    LAMPORT("lamport", environment -> new LamportClock(environment.nodeId())),

    /** A {@link WallClock}: they agree with causality as far as clocks agree. */
    WALL_CLOCK("wall-clock", WallClock::new);

    private final String optionValue;
    private final Function<Environment, TimestampClock> factory;

    Timestamps(String optionValue, Function<Environment, TimestampClock> factory) {
        this.optionValue = optionValue;
        this.factory = factory;
    }

    /**
     * Reads the option {@code timestamps}.
     *
     * @throws IllegalArgumentException if there are no such timestamps
     */
    static Timestamps of(String optionValue) {
        for (Timestamps candidate : values()) {
            if (candidate.optionValue.equals(optionValue)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("The option '" + EventualOptions.TIMESTAMPS + "' is '" + optionValue
                + "' and must be lamport or wall-clock.");
    }

    /** The clock of a node in a life that begins. */
    TimestampClock newClock(Environment life) {
        return factory.apply(life);
    }
}

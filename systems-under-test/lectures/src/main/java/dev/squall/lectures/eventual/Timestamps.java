package dev.squall.lectures.eventual;

import dev.squall.node.Environment;
import java.util.function.Function;

/** Kinds of clocks for the timestamps of updates. */
public enum Timestamps {
    /** Lamport timestamps from a {@link LamportClock}, which agree with causality. */
    LAMPORT("lamport", environment -> new LamportClock(environment.nodeId())),

    /** Wall-clock timestamps from a {@link WallClock}, which agree with causality only if the nodes' clocks agree. */
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
     * @throws IllegalArgumentException if the option's value names no kind of clock
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

    /** Returns the clock of a node for a new life. */
    TimestampClock newClock(Environment life) {
        return factory.apply(life);
    }
}

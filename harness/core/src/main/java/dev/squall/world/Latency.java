package dev.squall.world;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Latency of a message between two nodes without faults, with the distributions of Maelstrom.
 *
 * @param meanNanos mean latency, at least 0
 */
public record Latency(long meanNanos, Distribution distribution) {

    /** Latency of 0, beyond that of the world itself. */
    public static final Latency NONE = new Latency(0, Distribution.CONSTANT);

    /** Distributions of latencies. */
    public enum Distribution {
        /** Every latency is the mean. */
        CONSTANT,
        /** Latencies are uniform between 0 and twice the mean. */
        UNIFORM,
        /** Latencies are exponential with the given mean. */
        EXPONENTIAL;

        /** Returns the name of the distribution on the command line. */
        public String optionName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Latency {
        if (meanNanos < 0) {
            throw new IllegalArgumentException("the mean latency is " + meanNanos + " ns, expected at least 0");
        }
    }

    long sampleNanos(RandomGenerator random) {
        return switch (distribution) {
            case CONSTANT -> meanNanos;
            case UNIFORM -> (long) (random.nextDouble() * 2 * meanNanos);
            case EXPONENTIAL -> (long) (-StrictMath.log(1 - random.nextDouble()) * meanNanos);
        };
    }
}

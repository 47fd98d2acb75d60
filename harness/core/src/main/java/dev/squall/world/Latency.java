package dev.squall.world;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Latency of a message between two nodes when nothing is wrong, with Maelstrom's distributions.
 *
 * @param meanNanos at least 0
 */
public record Latency(long meanNanos, Distribution distribution) {

    /** No latency beyond that of the world itself. */
    public static final Latency NONE = new Latency(0, Distribution.CONSTANT);

    /** The shape of the latency. */
    public enum Distribution {
        /** Always the mean. */
        CONSTANT,
        /** Anything from 0 to twice the mean. */
        UNIFORM,
        /** Memoryless around the mean. */
        EXPONENTIAL;

        /** The name on the command line. */
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

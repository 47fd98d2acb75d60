package dev.squall.lectures.clocks;

import dev.squall.node.Environment;

/**
 * A simulated quartz clock, with its own rate and offset relative to the machine's monotonic clock. The harness cannot
 * change the rate of a machine's monotonic clock, so the node's program simulates the drift.
 */
final class Quartz {

    private static final long MILLION = 1_000_000L;

    private final long offsetNanos;
    private final long driftPartsPerMillion;
    private final long startNanos;

    /**
     * @param driftPartsPerMillion drift relative to the machine's clock; negative for a slow clock
     * @param startNanos reading of the machine's monotonic clock at the start of the drift
     */
    Quartz(long offsetNanos, long driftPartsPerMillion, long startNanos) {
        this.offsetNanos = offsetNanos;
        this.driftPartsPerMillion = driftPartsPerMillion;
        this.startNanos = startNanos;
    }

    /** Returns a clock that starts now, with a random offset and drift within the inclusive bounds. */
    static Quartz draw(Environment environment, long offsetNanosMax, long driftPartsPerMillionMax) {
        return new Quartz(
                environment.random().nextLong(-offsetNanosMax, offsetNanosMax + 1),
                environment.random().nextLong(-driftPartsPerMillionMax, driftPartsPerMillionMax + 1),
                environment.monotonicNanos());
    }

    long offsetNanos() {
        return offsetNanos;
    }

    long driftPartsPerMillion() {
        return driftPartsPerMillion;
    }

    long startNanos() {
        return startNanos;
    }

    /** Returns this clock's time for a reading of the machine's monotonic clock, at or after the start. */
    long at(long machineNanos) {
        long elapsedNanos = machineNanos - startNanos;
        // Multiplying whole millions and the remainder separately avoids overflow.
        long drift =
                elapsedNanos / MILLION * driftPartsPerMillion + elapsedNanos % MILLION * driftPartsPerMillion / MILLION;
        return machineNanos + offsetNanos + drift;
    }
}

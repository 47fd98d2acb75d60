package dev.squall.lectures.clocks;

import dev.squall.node.Environment;

/**
 * A quartz clock: it counts the machine's time at a rate of its own, from an offset of its own. No world can change the
 * rate of a machine's monotonic clock, so a node's program gives it such a clock.
 */
final class Quartz {

    private static final long MILLION = 1_000_000L;

    private final long offsetNanos;
    private final long driftPartsPerMillion;
    private final long startNanos;

    /**
     * @param driftPartsPerMillion by which it is faster than the machine's clock; negative for a slow one
     * @param startNanos reading of the machine's monotonic clock at which the drift begins
     */
    Quartz(long offsetNanos, long driftPartsPerMillion, long startNanos) {
        this.offsetNanos = offsetNanos;
        this.driftPartsPerMillion = driftPartsPerMillion;
        this.startNanos = startNanos;
    }

    /** Draws a clock that starts now, within these bounds, both inclusive. */
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

    /** Returns its time at a reading of the machine's monotonic clock, at or after the start. */
    long at(long machineNanos) {
        long elapsedNanos = machineNanos - startNanos;
        // Millions and the rest apart, so that the product cannot overflow.
        long drift =
                elapsedNanos / MILLION * driftPartsPerMillion + elapsedNanos % MILLION * driftPartsPerMillion / MILLION;
        return machineNanos + offsetNanos + drift;
    }
}

package dev.squall.node.host;

import dev.squall.node.wire.Control;
import java.util.function.LongSupplier;

/**
 * The wall clock and the monotonic clock read at one moment. Two readings on one machine give the offset between their
 * wall clocks.
 *
 * @param wallNanos nanoseconds since the epoch
 * @param monotonicNanos nanoseconds of {@link System#nanoTime()}
 */
public record ClockReading(long wallNanos, long monotonicNanos) {

    private static final int TRIES = 10;

    /** Reads both clocks several times and returns the reading that took the shortest time. */
    public static ClockReading of(LongSupplier wall, LongSupplier monotonic) {
        ClockReading best = null;
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = monotonic.getAsLong();
            long wallNanos = wall.getAsLong();
            long took = monotonic.getAsLong() - before;
            if (took < shortest) {
                shortest = took;
                best = new ClockReading(wallNanos, before + took / 2);
            }
        }
        return best;
    }

    /** Returns the reading as a message of the host. */
    Control.SquallClockOk asBody() {
        return new Control.SquallClockOk(wallNanos, monotonicNanos);
    }

    /** Returns by how many nanoseconds this wall clock is ahead of the other. */
    public long offsetFrom(ClockReading other) {
        return (wallNanos - monotonicNanos) - (other.wallNanos - other.monotonicNanos);
    }
}

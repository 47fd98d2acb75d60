package dev.squall.node.host;

import dev.squall.node.wire.Control;
import java.util.function.LongSupplier;

/**
 * A wall clock and the monotonic clock at one moment. Of two such readings on one machine, the difference of what the
 * wall clocks have ahead of the monotonic one is the offset between them.
 *
 * @param wallNanos since the epoch
 * @param monotonicNanos as of {@link System#nanoTime()}
 */
public record ClockReading(long wallNanos, long monotonicNanos) {

    private static final int TRIES = 10;

    /** Reads both, a few times, and keeps the reading that was least disturbed in the middle. */
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

    /** As a host tells it. */
    Control.SquallClockOk asBody() {
        return new Control.SquallClockOk(wallNanos, monotonicNanos);
    }

    /** By how much this wall clock is ahead of the other. */
    public long offsetFrom(ClockReading other) {
        return (wallNanos - monotonicNanos) - (other.wallNanos - other.monotonicNanos);
    }
}

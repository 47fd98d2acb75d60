package dev.squall.node.host;

import dev.squall.node.wire.Control;
import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * A wall clock that can be set and made to drift. The monotonic clock, which is never disturbed, measures the drift.
 */
final class WallClock {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Clock trueClock;
    private final LongSupplier monotonicNanos;
    private long offsetNanos;
    private long ratePartsPerBillion;
    private long setAtNanos;

    WallClock(Clock trueClock, LongSupplier monotonicNanos) {
        this.trueClock = trueClock;
        this.monotonicNanos = monotonicNanos;
        this.setAtNanos = monotonicNanos.getAsLong();
    }

    void set(Control.SquallClock setting) {
        offsetNanos = setting.offsetNanos();
        ratePartsPerBillion = setting.ratePartsPerBillion();
        setAtNanos = monotonicNanos.getAsLong();
    }

    /** Returns the time that the node sees, in nanoseconds since the epoch. */
    long nowNanos() {
        // A double avoids overflow: for a clock at twice the speed, rate times elapsed time overflows a long within
        // seconds.
        double drift = (double) ratePartsPerBillion * (monotonicNanos.getAsLong() - setAtNanos) / NANOS_PER_SECOND;
        return trueNanos() + offsetNanos + (long) drift;
    }

    /** Returns both clocks, read at one moment. */
    Control.SquallClockOk read() {
        return ClockReading.of(this::nowNanos, monotonicNanos).asBody();
    }

    private long trueNanos() {
        Instant now = trueClock.instant();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }
}

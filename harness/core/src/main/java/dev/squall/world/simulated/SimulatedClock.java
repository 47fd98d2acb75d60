package dev.squall.world.simulated;

/**
 * A node's wall clock in the simulation: true time plus an offset that may grow. The node's monotonic clock is always
 * true.
 */
final class SimulatedClock {

    /** Midnight of 1 January 2026 UTC, when every simulation begins. */
    static final long EPOCH_NANOS = 1_767_225_600L * 1_000_000_000L;

    private static final long BILLION = 1_000_000_000L;

    private long offsetNanos;
    private long ratePartsPerBillion;
    private long setAtNanos;

    void set(long newOffsetNanos, long newRatePartsPerBillion, long nowNanos) {
        offsetNanos = newOffsetNanos;
        ratePartsPerBillion = newRatePartsPerBillion;
        setAtNanos = nowNanos;
    }

    long offsetNanos(long nowNanos) {
        long elapsedNanos = nowNanos - setAtNanos;
        // Multiplies seconds and nanoseconds separately, so that the product cannot overflow.
        long drift =
                elapsedNanos / BILLION * ratePartsPerBillion + elapsedNanos % BILLION * ratePartsPerBillion / BILLION;
        return offsetNanos + drift;
    }

    long wallNanos(long nowNanos) {
        return EPOCH_NANOS + nowNanos + offsetNanos(nowNanos);
    }
}

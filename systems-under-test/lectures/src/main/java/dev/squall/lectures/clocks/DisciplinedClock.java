package dev.squall.lectures.clocks;

/**
 * A clock with NTP's corrections and the lecture's thresholds (lecture 3.2). An offset below 125 ms is slewed: the
 * clock runs faster or slower by 500 parts per million until the offset is gone. An offset below 1000 s is stepped. At
 * larger offsets, NTP panics, and leaves the correction to a human. A slewed clock never runs backwards.
 */
final class DisciplinedClock {

    static final long STEP_NANOS_MIN = 125_000_000L;
    static final long PANIC_NANOS_MIN = 1_000_000_000_000L;

    private static final long SLEW_PARTS_PER_MILLION = 500;
    /** Time in which a slewed clock gains or loses a nanosecond. Longer steps could set the clock back. */
    private static final long NANOS_PER_SLEWED_NANO = 1_000_000L / SLEW_PARTS_PER_MILLION;

    /** Correction in force at the last adjustment. */
    private long correctionNanos;
    /** Part of the correction still to be slewed. */
    private long slewNanos;

    private long adjustedAt;

    /** Returns the corrected time for a time of the uncorrected clock, at or after the last adjustment. */
    long at(long time) {
        if (slewNanos == 0) {
            return time + correctionNanos;
        }
        long slewedMax = (time - adjustedAt) / NANOS_PER_SLEWED_NANO;
        long slewed = Math.max(-slewedMax, Math.min(slewedMax, slewNanos));
        return time + correctionNanos + slewed;
    }

    /**
     * Corrects the clock by slew or step, unless the offset is too large.
     *
     * @param offsetNanos lag of the corrected clock; negative if the clock is ahead
     * @param time current time of the uncorrected clock
     * @return the kind of correction: {@code slew}, {@code step} or {@code panic}
     */
    String adjust(long offsetNanos, long time) {
        correctionNanos = at(time) - time;
        adjustedAt = time;
        slewNanos = 0;
        if (Math.abs(offsetNanos) < STEP_NANOS_MIN) {
            slewNanos = offsetNanos;
            return "slew";
        } else if (Math.abs(offsetNanos) < PANIC_NANOS_MIN) {
            correctionNanos += offsetNanos;
            return "step";
        }
        return "panic";
    }
}

package dev.squall.lectures.clocks;

/**
 * Corrections of a clock, with the lecture's thresholds (lecture 3.2). Below 125 ms the clock is slewed: it runs faster
 * or slower by 500 parts per million until it is right. Below 1000 s it is stepped. Above, NTP panics, does nothing,
 * and leaves the problem to a human. A slewed clock never runs backwards.
 */
final class DisciplinedClock {

    static final long STEP_NANOS_MIN = 125_000_000L;
    static final long PANIC_NANOS_MIN = 1_000_000_000_000L;

    private static final long SLEW_PARTS_PER_MILLION = 500;
    private static final long MILLION = 1_000_000L;

    /** Correction at the last adjustment. */
    private long correctionNanos;
    /** Rest of the correction, which is to be slewed. */
    private long slewNanos;

    private long adjustedAt;

    /** Returns the corrected time at a time of the clock, at or after the last adjustment. */
    long at(long time) {
        if (slewNanos == 0) {
            return time + correctionNanos;
        }
        long slewedMax = (time - adjustedAt) / MILLION * SLEW_PARTS_PER_MILLION;
        long slewed = Math.max(-slewedMax, Math.min(slewedMax, slewNanos));
        return time + correctionNanos + slewed;
    }

    /**
     * Corrects the clock.
     *
     * @param offsetNanos by how much it is behind after earlier corrections; negative if it is ahead
     * @param time the clock's time now
     * @return {@code slew}, {@code step} or {@code panic}
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

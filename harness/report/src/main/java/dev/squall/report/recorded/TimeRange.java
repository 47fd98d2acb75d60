package dev.squall.report.recorded;

/** Range of times of a run, in nanoseconds since the run began. */
public record TimeRange(long fromNanos, long toNanos) {

    /** Returns the smallest range that contains this range and a time. */
    TimeRange with(long timeNanos) {
        return new TimeRange(Math.min(fromNanos, timeNanos), Math.max(toNanos, timeNanos));
    }

    public long lengthNanos() {
        return toNanos - fromNanos;
    }

    /**
     * Returns this range, extended on both sides by a multiple of its length and a margin; it never begins before the
     * run.
     */
    public TimeRange widened(double part, long marginNanos) {
        long margin = (long) (lengthNanos() * part) + marginNanos;
        return new TimeRange(Math.max(0, fromNanos - margin), toNanos + margin);
    }
}

package dev.squall.report.recorded;

/** From one time of a run to another, in nanoseconds since it began. */
public record TimeRange(long fromNanos, long toNanos) {

    /** This range, widened so that it takes in a time. */
    TimeRange with(long timeNanos) {
        return new TimeRange(Math.min(fromNanos, timeNanos), Math.max(toNanos, timeNanos));
    }

    public long lengthNanos() {
        return toNanos - fromNanos;
    }

    /** This range with as much again, and a time, on both of its sides; it does not begin before the run. */
    public TimeRange widened(double part, long marginNanos) {
        long margin = (long) (lengthNanos() * part) + marginNanos;
        return new TimeRange(Math.max(0, fromNanos - margin), toNanos + margin);
    }
}

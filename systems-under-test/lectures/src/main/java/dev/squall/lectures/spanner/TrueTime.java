package dev.squall.lectures.spanner;

import dev.squall.node.Environment;

/**
 * A clock that states its uncertainty (lecture 8.2; Corbett et al., "Spanner: Google's globally distributed database",
 * 2012). The node's clock is at most epsilon away from true time, so true time is within the interval of {@link #now}.
 *
 * <p>The nodes of a run share a machine, and the machine's monotonic clock stands for true time. No node reads true
 * time for a decision. The node's clock is synchronised once a second, and drifts away until the next synchronisation,
 * like the sawtooth of the lecture. Each life of a node draws the direction and the rate of the drift.
 */
public class TrueTime {

    /**
     * The interval that contains true time.
     *
     * @param earliest lower bound in nanoseconds, inclusive
     * @param latest upper bound in nanoseconds, inclusive
     */
    public record Interval(long earliest, long latest) {}

    private static final long SYNCHRONISATION_PERIOD_NANOS = 1_000_000_000L;

    private final Environment environment;
    private final long epsilonNanos;
    private long errorMaxNanos;
    private long synchronisedAt;

    /** @param epsilonNanos bound on the error of the node's clock, at most one second */
    public TrueTime(Environment environment, long epsilonNanos) {
        this.environment = environment;
        this.epsilonNanos = epsilonNanos;
    }

    /** Begins a life of the clock. */
    final void start() {
        errorMaxNanos = environment.random().nextLong(-epsilonNanos, epsilonNanos + 1);
        synchronisedAt = environment.random().nextLong(SYNCHRONISATION_PERIOD_NANOS);
    }

    /** Returns the interval that contains true time. */
    public final Interval now() {
        long time = time(environment.monotonicNanos());
        return new Interval(time - epsilonNanos, time + epsilonNanos);
    }

    /** Returns true if the time has passed for certain. */
    final boolean after(long timeNanos) {
        return now().earliest() > timeNanos;
    }

    /**
     * Returns the time of the node's clock in nanoseconds.
     *
     * @param machineNanos reading of the machine's monotonic clock, which stands for true time
     */
    protected long time(long machineNanos) {
        long sinceSynchronisation = Math.floorMod(machineNanos - synchronisedAt, SYNCHRONISATION_PERIOD_NANOS);
        return machineNanos + errorMaxNanos * sinceSynchronisation / SYNCHRONISATION_PERIOD_NANOS;
    }
}

package dev.squall.world;

/**
 * The clock and scheduler of a world: runs actions at given times. One thread runs all actions, and all callbacks of
 * the world's cluster. Code that runs on a timeline therefore needs no locks, and is the same under virtual and under
 * real time.
 *
 * <p>Actions that are scheduled for the same time run in the order in which they were scheduled.
 */
public interface Timeline {

    /**
     * Returns the time since the world began, in nanoseconds. In a simulated world the time stands still while an
     * action runs.
     */
    long nowNanos();

    /**
     * Runs {@code action} at {@code timeNanos}, or as soon as possible if that time has passed; never within this call.
     * Must be called on the timeline's own thread.
     */
    void schedule(long timeNanos, Runnable action);

    /** Ends the timeline after the action that is running now. Thread-safe. */
    void stop();

    /**
     * Runs actions in order of their times until {@link #stop()}, on the calling thread.
     *
     * @throws WorldException if the world itself fails, for instance because a node breaks the protocol
     */
    void run();
}

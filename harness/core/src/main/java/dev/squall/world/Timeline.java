package dev.squall.world;

/**
 * Time in a world, and actions at given times. One thread runs all actions, and all callbacks of the world's cluster.
 * So whatever is driven by a timeline needs no locks, and is the same code under virtual and under real time.
 *
 * <p>Actions of the same time run in the order in which they were scheduled.
 */
public interface Timeline {

    /** Nanoseconds since the world began. It stands still while an action runs in a simulated world. */
    long nowNanos();

    /**
     * Runs {@code action} at {@code timeNanos}, or as soon as possible if that has passed; never within this call. Only
     * from the timeline's own thread.
     */
    void schedule(long timeNanos, Runnable action);

    /** Ends the timeline: the action that runs now is the last. Callable from any thread. */
    void stop();

    /**
     * Runs actions in order of their times until {@link #stop()}, on the calling thread.
     *
     * @throws WorldException if the world itself fails, for instance because a node breaks the protocol
     */
    void run();
}

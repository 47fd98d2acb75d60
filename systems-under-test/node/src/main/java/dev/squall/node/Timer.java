package dev.squall.node;

/** A timer that was set by {@link Environment#setTimer}. */
@FunctionalInterface
public interface Timer {

    /**
     * Stops the timer: its action will not run after this method returns. Does nothing if the action has already run.
     */
    void cancel();
}

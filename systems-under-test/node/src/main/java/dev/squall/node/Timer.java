package dev.squall.node;

/** A timer that was set by {@link Environment#setTimer}. */
@FunctionalInterface
public interface Timer {

    /** Stops the timer. After this returns, its action will not run. After the action has run, this does nothing. */
    void cancel();
}

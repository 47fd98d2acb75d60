package dev.squall.fault;

import java.util.Map;

/** A fault that was injected into a cluster. All methods are called on the timeline's thread. */
public abstract class ActiveFault {

    private final Fault fault;
    long fromNanos;
    long untilNanos = Long.MAX_VALUE;
    boolean isInForce;

    ActiveFault(Fault fault) {
        this.fault = fault;
    }

    /** Returns the fault that was injected. */
    public final Fault fault() {
        return fault;
    }

    /**
     * Undoes the fault. Must be called at most once for each fault.
     *
     * @param whenUndone runs on the timeline's thread when the fault is undone, in this call or later
     */
    public abstract void undo(Runnable whenUndone);

    /** Returns the number of effects of the fault that the world has seen so far. */
    public abstract long effects();

    /**
     * Returns the observed effects of the fault so far: numbers by name. A number whose name begins with {@code
     * largest} is a maximum.
     */
    abstract Map<String, Long> seen();

    /** Returns true if an effect of the fault is still expected, so that the fault must not be undone yet. */
    boolean isEffectDue() {
        return false;
    }
}

package dev.squall.fault;

import java.util.Map;

/** A fault that was injected into a cluster. Used on the timeline's thread. */
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
     * Undoes the fault. Called once.
     *
     * @param whenUndone runs on the timeline's thread when the fault is undone, in this call or later
     */
    public abstract void undo(Runnable whenUndone);

    /** Returns the number of effects that were seen so far. */
    public abstract long effects();

    /** Returns what was seen so far: numbers by name. A name that begins with {@code largest} is a maximum. */
    abstract Map<String, Long> seen();

    /** Returns true if an effect is about to show, so that undoing the fault now would hide it. */
    boolean isEffectDue() {
        return false;
    }
}

package dev.squall.world;

/** A cluster whose nodes' wall clocks can be moved. */
public interface Clocks {

    /**
     * Moves a node's wall clock. The monotonic clock and the timers stay true. The setting survives a kill.
     *
     * @param offsetNanos added to the true wall clock from now on
     * @param ratePartsPerBillion by which the offset grows from now on; negative for a slow clock
     */
    void setClock(String nodeId, long offsetNanos, long ratePartsPerBillion);

    /**
     * Returns the node's offset from the true wall clock, in nanoseconds, as its host last reported it; with the drift
     * since then, if it drifts.
     */
    long clockOffsetNanos(String nodeId);
}

package dev.squall.world;

/** A cluster that can set its nodes' wall clocks wrong. */
public interface Clocks {

    /**
     * Sets a node's wall clock. The node's monotonic clock and timers are not affected. The clock's setting survives a
     * kill of the node.
     *
     * @param offsetNanos added to the true wall clock from now on
     * @param ratePartsPerBillion growth of the offset from now on, in parts per billion; negative for a slow clock
     */
    void setClock(String nodeId, long offsetNanos, long ratePartsPerBillion);

    /**
     * Returns the node's offset from the true wall clock, in nanoseconds. The offset is the host's last report plus the
     * drift since then.
     */
    long clockOffsetNanos(String nodeId);
}

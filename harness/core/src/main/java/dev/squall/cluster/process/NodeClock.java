package dev.squall.cluster.process;

import dev.squall.node.Body;
import dev.squall.node.wire.Control;

/** How the wall clock of a node is moved. Called on the timeline's thread. */
public interface NodeClock {

    /** Lets the node's host add to what it tells the node. */
    NodeClock BY_ITS_HOST = Control.SquallClock::new;

    /**
     * Moves it, with what holds from now on.
     *
     * @return what is to be said to the node's host, which answers with a {@link Control.SquallClockOk}
     */
    Body set(long offsetNanos, long ratePartsPerBillion);
}

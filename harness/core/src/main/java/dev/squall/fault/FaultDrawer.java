package dev.squall.fault;

/** The draws of one family in one run. */
@FunctionalInterface
interface FaultDrawer {

    /** Draws the kind of the next strike; its targets are drawn when it begins. */
    Strike draw();

    /** Gives up a strike whose moment has not come yet. */
    default void cancel() {}
}

package dev.squall.fault;

/** Random draws of one family of faults in one run. */
@FunctionalInterface
interface FaultDrawer {

    /** Draws the kind of the next strike; the strike draws its targets when it begins. */
    Strike draw();

    /** Cancels a strike that still waits for the right moment. */
    default void cancel() {}
}

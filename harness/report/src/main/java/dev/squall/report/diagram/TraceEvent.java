package dev.squall.report.diagram;

/**
 * One event of a run, with its time and lane.
 *
 * @param lane lane of the node or client thread in {@link Lanes}; {@link #NOWHERE} for the loss of a message
 * @param other a number that depends on the kind of the event. The number of a sending is the receiver's lane. The
 *     number of a receipt or a loss is the number of its sending, counted from 0. The number of a fact is the node's
 *     life. The number of an operation is its index in the history.
 * @param text the message's body, the fact or the operation in words; empty for receipts and losses
 */
record TraceEvent(long timeNanos, Kind kind, int lane, int other, String text) {

    /** Lane of events that happen between nodes. */
    static final int NOWHERE = -1;

    /** Kinds of events; the pages' scripts use the ordinals. */
    public enum Kind {
        SENT,
        RECEIVED,
        LOST,
        FACT,
        INVOKE,
        OK,
        FAIL,
        INFO;

        boolean isCompletion() {
            return this == OK || this == FAIL || this == INFO;
        }
    }

    TraceEvent at(long newTimeNanos) {
        return newTimeNanos == timeNanos ? this : new TraceEvent(newTimeNanos, kind, lane, other, text);
    }
}

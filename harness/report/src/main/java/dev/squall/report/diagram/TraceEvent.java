package dev.squall.report.diagram;

/**
 * One event of a run, with its time and lane.
 *
 * @param lane lane of the node or client thread in {@link Lanes}; {@link #NOWHERE} for the loss of a message
 * @param other a number that depends on the kind of the event. For a sending it is the receiver's lane. For a receipt
 *     or a loss it is the number of the sending, counted from 0. For a fact it is the node's life. For an operation it
 *     is the index in the history.
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

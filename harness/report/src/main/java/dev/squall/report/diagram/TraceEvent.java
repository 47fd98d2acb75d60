package dev.squall.report.diagram;

/**
 * One event of a run, where and when it happened.
 *
 * @param lane the node or client thread, a number of {@link Lanes}; {@link #NOWHERE} for the loss of a message
 * @param other a number by the event's kind. A sending has the receiver's lane. A receipt or a loss has the number of
 *     its sending, counted from 0. A fact has the node's life. An operation has its index in the history.
 * @param text what was said: a message's body, a fact, an operation; empty with receipts and losses
 */
record TraceEvent(long timeNanos, Kind kind, int lane, int other, String text) {

    /** The lane of what happens between nodes. */
    static final int NOWHERE = -1;

    /** Kind of an event; pages know the kinds by their ordinals. */
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

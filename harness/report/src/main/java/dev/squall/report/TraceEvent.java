package dev.squall.report;

/**
 * One event of a run, where and when it happened.
 *
 * @param lane the node or client thread, a number of {@link Lanes}; {@link #NOWHERE} for the loss of a message
 * @param other with a sending the receiver's lane; with a receipt or a loss the sending, counted from 0 among all
 *     sendings; with a fact the node's life; with an operation its index in the history
 * @param text what was said: a message's body, a fact, an operation; empty with receipts and losses
 */
record TraceEvent(long timeNanos, Kind kind, int lane, int other, String text) {

    /** The lane of what happens between nodes. */
    static final int NOWHERE = -1;

    /** Kind of an event; pages know the kinds by their ordinals. */
    enum Kind {
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

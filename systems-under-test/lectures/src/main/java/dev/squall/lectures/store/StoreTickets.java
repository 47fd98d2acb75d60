package dev.squall.lectures.store;

/**
 * Tickets of transactions: from high to low bits, the logical time of the request, the life of the coordinator, the
 * number of its node, and the number of the attempt. So all attempts of a transaction have its age.
 */
final class StoreTickets {

    private static final int LIFE_BITS = 16;
    private static final int NODE_BITS = 8;
    private static final int ATTEMPT_BITS = 6;
    private static final long ATTEMPT_MASK = (1L << ATTEMPT_BITS) - 1;

    private StoreTickets() {}

    /** Returns the ticket of the first attempt. */
    static long first(long time, long life, long node) {
        return ((time << LIFE_BITS | life) << NODE_BITS | node) << ATTEMPT_BITS;
    }

    /** Returns the logical time of the request. */
    static long time(long ticket) {
        return ticket >> (LIFE_BITS + NODE_BITS + ATTEMPT_BITS);
    }

    /** Returns true if no further attempt of the transaction has a ticket. */
    static boolean isLastAttempt(long ticket) {
        return (ticket & ATTEMPT_MASK) == ATTEMPT_MASK;
    }

    /** Returns true if the first ticket is an earlier attempt of the second ticket's transaction. */
    static boolean isEarlierAttempt(long ticket, long later) {
        return ticket < later && ticket >> ATTEMPT_BITS == later >> ATTEMPT_BITS;
    }
}

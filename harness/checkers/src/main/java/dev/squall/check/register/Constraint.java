package dev.squall.check.register;

/**
 * Constraint that one access comes before another, and its reason.
 *
 * @param from the id of the earlier access
 * @param to the id of the later one
 * @param reason why it must
 * @param witness the read that shows it; null if the two show it by themselves
 * @param round 0 for what was recorded; otherwise it was derived from constraints of lower rounds
 */
record Constraint(int from, int to, Reason reason, Access witness, int round) {

    /** Reasons why one access comes before another. */
    enum Reason {
        /** Both are of one session, in this order. */
        SESSION,
        /** The later one read what the earlier one wrote. */
        READS_FROM,
        /** The witness came after both writes, and returned the later one's value. */
        RETURNED_INSTEAD,
        /** The earlier one is the witness: it returned a value that comes before what the later one wrote. */
        NOT_YET_OVERWRITTEN
    }
}

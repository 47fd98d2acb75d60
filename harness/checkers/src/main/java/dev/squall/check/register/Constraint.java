package dev.squall.check.register;

/**
 * Constraint that one access precedes another, with its reason.
 *
 * @param from the id of the earlier access
 * @param to the id of the later access
 * @param reason the reason for the constraint
 * @param witness the read that implies the constraint; null if the two accesses alone imply it
 * @param round 0 for a recorded constraint; a constraint of a higher round is derived from lower rounds
 */
record Constraint(int from, int to, Reason reason, Access witness, int round) {

    /** Reasons why one access precedes another. */
    enum Reason {
        /** Both accesses are in one session, in this order. */
        SESSION,
        /** The later access read the value that the earlier access wrote. */
        READS_FROM,
        /** The witness read follows both writes and returned the value of the later write. */
        RETURNED_INSTEAD,
        /** The earlier access is the witness: it returned a value that precedes the later access's write. */
        NOT_YET_OVERWRITTEN
    }
}

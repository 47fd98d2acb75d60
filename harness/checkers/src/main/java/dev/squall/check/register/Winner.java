package dev.squall.check.register;

/** Rules for the writes whose value may win in a last-writer-wins register. */
public enum Winner {
    /** Any write may win, even one that completed long before a conflicting write of another client. */
    ANY_WRITE,

    /**
     * A write may win if no acknowledged write causally follows it, by session order and reads-from. Lamport timestamps
     * guarantee such a winner; unsynchronized wall clocks do not (lectures 4.1 and 5.1).
     */
    CAUSALLY_LAST,

    /** A write may win unless another acknowledged write was invoked after its acknowledgement. */
    LAST_IN_REAL_TIME
}

package dev.squall.check.register;

/** Writes that may be the last one where replicas let the last writer win. */
public enum Winner {
    /** Any: of writes of different clients that conflict, either may win, even one made long before the other. */
    ANY_WRITE,

    /**
     * One that no acknowledged write causally follows: Lamport timestamps see to that, wall clocks that disagree do not
     * (lectures 4.1 and 5.1). Causally means by session order and by what was read.
     */
    CAUSALLY_LAST,

    /** One that no write follows that was invoked after it was acknowledged, and was acknowledged itself. */
    LAST_IN_REAL_TIME
}

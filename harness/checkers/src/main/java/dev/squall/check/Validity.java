package dev.squall.check;

/** What a checker can say of a history. */
public enum Validity {
    /** The history keeps the property, and there is a proof of it. */
    VALID,
    /** The history breaks the property, and there is a proof of it. */
    VIOLATION,
    /** Time, memory or evidence did not suffice to say either. */
    UNKNOWN
}

package dev.squall.check;

/** Verdicts that a checker can give on a history. */
public enum Validity {
    /** The history keeps the property, and there is a proof of it. */
    VALID,
    /** The history breaks the property, and there is a proof of it. */
    VIOLATION,
    /** Time, memory or evidence did not suffice for a decision. */
    UNKNOWN
}

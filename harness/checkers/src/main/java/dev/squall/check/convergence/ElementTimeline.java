package dev.squall.check.convergence;

import dev.squall.history.ClientOperation;
import dev.squall.history.Operation;

/** Timeline of one element of a set: its add, when it was known, and the reads that observed or missed it. */
final class ElementTimeline {

    /** Final state of an element. */
    enum Outcome {
        /** The latest-starting conclusive read observed the element. */
        STABLE,
        /** The latest-starting conclusive read missed the element and began after the element was known. */
        LOST,
        /** No read shows the element to be stable or lost. */
        NEVER_READ
    }

    private static final long NONE = -1;

    private final Object element;
    private final ClientOperation add;
    private Operation known;
    private ClientOperation lastPresent;
    private ClientOperation lastAbsent;

    ElementTimeline(Object element, ClientOperation add) {
        this.element = element;
        this.add = add;
    }

    Object element() {
        return element;
    }

    ClientOperation add() {
        return add;
    }

    /** Returns the completion that first showed the element: its acknowledged add or a read; null if there is none. */
    Operation known() {
        return known;
    }

    /** Returns the latest-starting read that missed the element; null if there is none. */
    ClientOperation lastAbsent() {
        return lastAbsent;
    }

    void acknowledged(Operation completion) {
        known = known == null ? completion : known;
    }

    /** Records a read that observed the element. Callers pass reads in the order of their completions. */
    void observed(ClientOperation read) {
        known = known == null ? read.completion() : known;
        lastPresent = later(lastPresent, read);
    }

    void missed(ClientOperation read) {
        lastAbsent = later(lastAbsent, read);
    }

    private static ClientOperation later(ClientOperation one, ClientOperation other) {
        return begin(one) < begin(other) ? other : one;
    }

    /** Returns the index of a read's invocation, or {@link #NONE}. */
    private static long begin(ClientOperation read) {
        return read == null ? NONE : read.invocation().index();
    }

    Outcome outcome() {
        if (begin(lastPresent) > begin(lastAbsent)) {
            return Outcome.STABLE;
        }
        boolean missedLast = begin(lastAbsent) > begin(lastPresent);
        return known != null && missedLast && begin(lastAbsent) > known.index() ? Outcome.LOST : Outcome.NEVER_READ;
    }

    /** Returns true if the element is stable, but a read that began after the element was known missed it. */
    boolean isStale() {
        return outcome() == Outcome.STABLE && begin(lastAbsent) > known.index();
    }

    /**
     * Returns the time from when the element was known until it was stable or lost. Meaningless for {@code NEVER_READ}.
     */
    long latencyNanos() {
        ClientOperation last = outcome() == Outcome.STABLE ? lastAbsent : lastPresent;
        return last == null ? 0 : Math.max(0, last.invocation().timeNanos() + 1 - known.timeNanos());
    }

    /** Returns true if the times that a latency needs were recorded. */
    boolean hasTimes() {
        return known != null
                && known.timeNanos() != Operation.NO_TIME
                && add.invocation().timeNanos() != Operation.NO_TIME;
    }
}

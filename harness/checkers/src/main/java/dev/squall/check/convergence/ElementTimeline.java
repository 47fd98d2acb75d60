package dev.squall.check.convergence;

import dev.squall.history.ClientOperation;
import dev.squall.history.Operation;

/** Times at which one element of a set was added, known, present and absent. */
final class ElementTimeline {

    /** Fate of an element. */
    enum Outcome {
        /** From some time on every read that began observed it. */
        STABLE,
        /** It was known to be there, and from some time on no read that began observed it. */
        LOST,
        /** No read that began after it was known observed it or missed it. */
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

    /** Returns the completion by which it was known to be there; null if it never was. */
    Operation known() {
        return known;
    }

    /** Returns the last begun read that missed it; null if there is none. */
    ClientOperation lastAbsent() {
        return lastAbsent;
    }

    void acknowledged(Operation completion) {
        known = known == null ? completion : known;
    }

    /** Records that a read observed it; reads come in the order of their completions. */
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

    /** Returns when a read began, as a position in the history. */
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

    /** Returns true if it is stable, but a read missed it that began after it was known. */
    boolean isStale() {
        return outcome() == Outcome.STABLE && begin(lastAbsent) > known.index();
    }

    /** From when it was known until it was stable, or lost; without meaning for an element never read. */
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

package dev.squall.lectures.links;

import java.util.TreeMap;

/**
 * Puts one sender's messages into the order of their numbers 1, 2, 3, .... Holds back messages that arrive too early,
 * and drops duplicates.
 */
final class HoldBackBuffer {

    private final TreeMap<Long, Object> early = new TreeMap<>();
    private long releasedUpTo;

    /** @param releasedUpTo the number of the last released message, 0 at the beginning */
    HoldBackBuffer(long releasedUpTo) {
        this.releasedUpTo = releasedUpTo;
    }

    /** Returns the number of the last released message, 0 if there was none. */
    long releasedUpTo() {
        return releasedUpTo;
    }

    void add(long number, Object message) {
        if (number > releasedUpTo) {
            early.put(number, message);
        }
    }

    /** Returns true if the next message is here. */
    boolean hasNext() {
        return early.containsKey(releasedUpTo + 1);
    }

    /** Releases the next message, which must be here. */
    Object next() {
        releasedUpTo++;
        return early.remove(releasedUpTo);
    }
}

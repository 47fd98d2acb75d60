package dev.squall.lectures.links;

import java.util.TreeMap;

/**
 * Buffer that puts one sender's messages into the order of their numbers 1, 2, 3, .... The buffer holds back messages
 * that arrive too early, and drops duplicates.
 */
final class HoldBackBuffer {

    private final TreeMap<Long, Object> early = new TreeMap<>();
    private long releasedUpTo;

    /** @param releasedUpTo number of the last released message, 0 if no message was released yet */
    HoldBackBuffer(long releasedUpTo) {
        this.releasedUpTo = releasedUpTo;
    }

    /** Returns the number of the last released message, 0 if no message was released yet. */
    long releasedUpTo() {
        return releasedUpTo;
    }

    void add(long number, Object message) {
        if (number > releasedUpTo) {
            early.put(number, message);
        }
    }

    /** Returns true if the buffer holds the next message in order. */
    boolean hasNext() {
        return early.containsKey(releasedUpTo + 1);
    }

    /** Releases the next message in order. {@link #hasNext()} must be true. */
    Object next() {
        releasedUpTo++;
        return early.remove(releasedUpTo);
    }
}

package dev.squall.lectures.links;

import java.util.TreeMap;

/**
 * Puts one sender's messages, which come in any order, into the order of their numbers 1, 2, 3, ...: holds back those
 * that come too early, and drops those that come again.
 */
final class HoldBackBuffer {

    private final TreeMap<Long, Object> early = new TreeMap<>();
    private long releasedUpTo;

    /** @param releasedUpTo the number of the last message that has had its turn, 0 at the beginning */
    HoldBackBuffer(long releasedUpTo) {
        this.releasedUpTo = releasedUpTo;
    }

    /** The number of the message that was released last, 0 if there was none. */
    long releasedUpTo() {
        return releasedUpTo;
    }

    void add(long number, Object message) {
        if (number > releasedUpTo) {
            early.put(number, message);
        }
    }

    /** Whether the next message is here. */
    boolean hasNext() {
        return early.containsKey(releasedUpTo + 1);
    }

    /** Releases the next message, which must be here. */
    Object next() {
        releasedUpTo++;
        return early.remove(releasedUpTo);
    }
}

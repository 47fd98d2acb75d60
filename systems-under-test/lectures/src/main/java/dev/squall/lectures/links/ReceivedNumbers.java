package dev.squall.lectures.links;

import java.util.TreeSet;

/**
 * The numbers of the messages received from one sender: all up to some number, and some beyond. It stores only the
 * latter, which lie within the sender's backlog.
 */
final class ReceivedNumbers {

    private final TreeSet<Long> early = new TreeSet<>();
    private long allUpTo;

    /** Adds a received number. Returns false if it had been received before. */
    boolean add(long number) {
        if (number <= allUpTo || !early.add(number)) {
            return false;
        }
        while (early.remove(allUpTo + 1)) {
            allUpTo++;
        }
        return true;
    }
}

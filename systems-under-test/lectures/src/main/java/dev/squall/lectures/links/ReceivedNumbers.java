package dev.squall.lectures.links;

import java.util.TreeSet;

/**
 * Set of the numbers of the messages received from one sender. The set stores the end of the gapless prefix, and each
 * number beyond the prefix. Memory is at most proportional to the sender's backlog.
 */
final class ReceivedNumbers {

    private final TreeSet<Long> early = new TreeSet<>();
    private long allUpTo;

    /** Adds a received number, and returns false if the set contained the number already. */
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

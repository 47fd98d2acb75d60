package dev.squall.lectures.links;

import java.util.TreeSet;

/**
 * Which numbers of one sender's messages were received: all up to a number, and some beyond. Takes memory for the
 * latter only, and these are within the sender's backlog.
 */
final class ReceivedNumbers {

    private final TreeSet<Long> early = new TreeSet<>();
    private long allUpTo;

    /** Notes the receipt of a number; false if it had been received before. */
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

package dev.squall.check.linear.monitor;

import java.util.Arrays;

/** Segment tree over an array that finds the minimum of a range. An operation takes O(log n). */
final class MinTree {

    /** Value of an absent number, greater than all numbers. */
    static final int ABSENT = Integer.MAX_VALUE;

    private final int size;

    /** Place of the minimum in the subtree of each node. */
    private final int[] numbers;

    private final int[] leastPlace;

    MinTree(int size) {
        this.size = size;
        this.numbers = new int[size + 1];
        Arrays.fill(numbers, ABSENT);
        this.leastPlace = new int[2 * size];
        Arrays.fill(leastPlace, size);
    }

    void set(int place, int number) {
        numbers[place] = number;
        int node = place + size;
        leastPlace[node] = place;
        while ((node >>= 1) > 0) {
            leastPlace[node] = less(leastPlace[2 * node], leastPlace[2 * node + 1]);
        }
    }

    int get(int place) {
        return numbers[place];
    }

    /** Returns the place of the minimum in the range {@code [from, to)}; {@code size} if all are absent. */
    int leastPlace(int from, int to) {
        int least = size;
        int left = from + size;
        int right = to + size;
        while (left < right) {
            least = (left & 1) == 1 ? less(least, leastPlace[left++]) : least;
            least = (right & 1) == 1 ? less(least, leastPlace[--right]) : least;
            left >>= 1;
            right >>= 1;
        }
        return least;
    }

    private int less(int a, int b) {
        return numbers[a] <= numbers[b] ? a : b;
    }
}

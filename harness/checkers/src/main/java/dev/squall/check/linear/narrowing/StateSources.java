package dev.squall.check.linear.narrowing;

import java.util.Arrays;

/**
 * Updates that leave each state, in the order of their earliest points. For each beginning of such a list, the two
 * latest ends are known. So the number of updates whose end is later than a time is known to be 0, 1 or more.
 */
final class StateSources {

    private static final int NONE = -1;

    /** Updates of each state; elements of the other arrays belong to the same places. */
    private final int[][] calls;

    private final int[][] lows;

    /** Place of the update with the latest end so far, and the second latest end so far. */
    private final int[][] latest;

    private final int[][] secondHighs;
    private final int[] sizes;
    private final int[] highs;

    StateSources(int states, int callCount) {
        this.calls = new int[states][0];
        this.lows = new int[states][0];
        this.latest = new int[states][0];
        this.secondHighs = new int[states][0];
        this.sizes = new int[states];
        this.highs = new int[callCount];
    }

    void clear() {
        Arrays.fill(sizes, 0);
    }

    /** Adds an update, which may not begin earlier than those added before. */
    void add(int state, int call, int low, int high) {
        int size = sizes[state]++;
        if (size == calls[state].length) {
            int capacity = Math.max(4, 2 * size);
            calls[state] = Arrays.copyOf(calls[state], capacity);
            lows[state] = Arrays.copyOf(lows[state], capacity);
            latest[state] = Arrays.copyOf(latest[state], capacity);
            secondHighs[state] = Arrays.copyOf(secondHighs[state], capacity);
        }
        calls[state][size] = call;
        lows[state][size] = low;
        highs[call] = high;
        int before = size == 0 ? NONE : latest[state][size - 1];
        if (before == NONE) {
            latest[state][size] = call;
            secondHighs[state][size] = Integer.MIN_VALUE;
        } else {
            boolean isLater = high > highs[before];
            latest[state][size] = isLater ? call : before;
            secondHighs[state][size] = Math.max(secondHighs[state][size - 1], Math.min(high, highs[before]));
        }
    }

    /** Returns the number of a state's updates whose earliest point is before a time. */
    int countBefore(int state, int time) {
        int from = 0;
        int to = sizes[state];
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (lows[state][middle] < time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Returns the update that ends last of a state's first updates; -1 if there are none. */
    int latest(int state, int count) {
        return count == 0 ? NONE : latest[state][count - 1];
    }

    /** Returns the second latest end of a state's first updates, of which there is at least one. */
    int secondHigh(int state, int count) {
        return secondHighs[state][count - 1];
    }

    /** Returns the end of an update when it was added. */
    int highOf(int call) {
        return highs[call];
    }

    /** Returns the earliest point of the first of a state's first updates that ends after a time; one must. */
    int lowOfFirst(int state, int count, int after) {
        int from = 0;
        int to = count - 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (highs[latest[state][middle]] > after) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return lows[state][from];
    }
}

package dev.squall.explore.search;

import java.util.Arrays;

/**
 * The events of the current schedule with their happens-before relation: event i happens before event j if i is
 * earlier, and j depends on i or is caused by it, or on an event between them that does.
 */
final class Trace {

    private static final int WORDS = Search.LENGTH_MAX / Long.SIZE;

    private final long[] events = new long[Search.LENGTH_MAX];
    private final Footprint[] footprints = new Footprint[Search.LENGTH_MAX];
    /** Events that happen before each event, as a set of bits. */
    private final long[][] before = new long[Search.LENGTH_MAX][WORDS];

    private int length;

    /** Receiver of races. */
    interface RaceListener {
        /**
         * Takes two dependent events, the first directly before the second in the happens-before relation, of which the
         * second is not caused by the first.
         */
        void onRace(int first, int second);
    }

    int length() {
        return length;
    }

    long event(int position) {
        return events[position];
    }

    Footprint footprint(int position) {
        return footprints[position];
    }

    void cut(int newLength) {
        length = newLength;
    }

    long[] toArray() {
        return Arrays.copyOf(events, length);
    }

    boolean happensBefore(int first, int second) {
        return (before[second][first >> 6] >>> first & 1) != 0;
    }

    /** Appends an event and reports its races, latest first. O(length) unless there are races. */
    void append(long event, Footprint footprint, int cause, RaceListener races) {
        int position = length++;
        events[position] = event;
        footprints[position] = footprint;
        long[] mine = before[position];
        Arrays.fill(mine, 0);
        if (cause >= 0) {
            include(mine, cause);
        }
        long[] racing = new long[WORDS];
        boolean hasRace = false;
        for (int i = position - 1; i >= 0; i--) {
            if ((mine[i >> 6] >>> i & 1) == 0 && footprints[i].isDependentOn(footprint)) {
                include(mine, i);
                racing[i >> 6] |= 1L << i;
                hasRace = true;
            }
        }
        if (hasRace && races != null) {
            for (int i = position - 1; i >= 0; i--) {
                if ((racing[i >> 6] >>> i & 1) != 0) {
                    races.onRace(i, position);
                }
            }
        }
    }

    private void include(long[] set, int position) {
        long[] earlier = before[position];
        for (int word = 0; word < WORDS; word++) {
            set[word] |= earlier[word];
        }
        set[position >> 6] |= 1L << position;
    }
}

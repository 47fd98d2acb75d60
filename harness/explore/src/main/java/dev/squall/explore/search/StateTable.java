package dev.squall.explore.search;

import dev.squall.explore.state.StateKey;

/**
 * The states that a search has seen, each with the events that slept at every visit. Keys are kept in arrays without
 * objects, since a search may see a hundred million of them: about 30 bytes a state. Not thread-safe.
 */
final class StateTable {

    /** Memory for a state, at most, while the table grows; without the sleeping events. */
    static final int BYTES_MAX = 128;

    /** Answer of {@link #find} for a state that was not seen. */
    static final int NEW = -1;

    private static final long[] NONE = {};
    private static final int FIRST_CAPACITY = 1 << 12;
    /** The table grows when more than five of eight places are taken. */
    private static final int TAKEN_MAX_OF_EIGHT = 5;

    private long[] keys = new long[2 * FIRST_CAPACITY];
    /** Null where no event sleeps. */
    private long[][] sleeping = new long[FIRST_CAPACITY][];

    private int size;

    int size() {
        return size;
    }

    /** Returns the place of a state, or {@link #NEW}. A place is valid until the next state is added. */
    int find(StateKey state) {
        int place = place(keys, high(state), state.low());
        return keys[2 * place] == 0 ? NEW : place;
    }

    long[] sleeping(int place) {
        return sleeping[place] == null ? NONE : sleeping[place];
    }

    void setSleeping(int place, long[] events) {
        sleeping[place] = events.length == 0 ? null : events;
    }

    /** Adds a state that was not seen. */
    void add(StateKey state, long[] events) {
        if (++size > (sleeping.length >> 3) * TAKEN_MAX_OF_EIGHT) {
            grow();
        }
        int place = place(keys, high(state), state.low());
        keys[2 * place] = high(state);
        keys[2 * place + 1] = state.low();
        setSleeping(place, events);
    }

    /** Zero marks a free place, so the one key in 2<sup>64</sup> that begins with zero begins with one instead. */
    private static long high(StateKey state) {
        return state.high() == 0 ? 1 : state.high();
    }

    private static int place(long[] keys, long high, long low) {
        int mask = keys.length / 2 - 1;
        int place = (int) low & mask;
        while (keys[2 * place] != 0 && (keys[2 * place] != high || keys[2 * place + 1] != low)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[][] oldSleeping = sleeping;
        keys = new long[2 * oldKeys.length];
        sleeping = new long[2 * oldSleeping.length][];
        for (int i = 0; i < oldSleeping.length; i++) {
            if (oldKeys[2 * i] != 0) {
                int place = place(keys, oldKeys[2 * i], oldKeys[2 * i + 1]);
                keys[2 * place] = oldKeys[2 * i];
                keys[2 * place + 1] = oldKeys[2 * i + 1];
                sleeping[place] = oldSleeping[i];
            }
        }
    }
}

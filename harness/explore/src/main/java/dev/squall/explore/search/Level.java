package dev.squall.explore.search;

import java.util.Arrays;

/** What a search knows about one position of the current schedule: the events to try there, and those asleep. */
final class Level {

    private static final long[] NOTHING = {};

    private Execution saved;
    private long[] enabled;
    private int necessary;
    /** Events to try; those before {@code next} have been tried, or were asleep. */
    private long[] toTry = new long[8];

    private int size;
    private int next;
    /** Events that need not be tried, since an equivalent schedule was. */
    private long[] sleeping = new long[8];

    private Footprint[] sleepingFootprints = new Footprint[8];
    private int asleep;

    /** @param newSaved execution in the state of this position, which no one else changes; null if there is none */
    void enter(long[] newEnabled, int newNecessary, Execution newSaved) {
        saved = newSaved;
        enabled = newEnabled;
        necessary = newNecessary;
        size = 0;
        next = 0;
        asleep = 0;
    }

    /** Notes that nothing is to be tried at this position. */
    void leave() {
        enter(NOTHING, 0, null);
    }

    /** Takes over the sleeping events of the level above that are independent of the event taken there. */
    void inheritSleep(Level above, Footprint taken) {
        for (int i = 0; i < above.asleep; i++) {
            if (!above.sleepingFootprints[i].isDependentOn(taken)) {
                putToSleep(above.sleeping[i], above.sleepingFootprints[i]);
            }
        }
    }

    Execution saved() {
        return saved;
    }

    long[] enabled() {
        return enabled;
    }

    boolean isComplete() {
        return necessary == 0;
    }

    void putToSleep(long event, Footprint footprint) {
        if (asleep == sleeping.length) {
            sleeping = Arrays.copyOf(sleeping, asleep * 2);
            sleepingFootprints = Arrays.copyOf(sleepingFootprints, asleep * 2);
        }
        sleeping[asleep] = event;
        sleepingFootprints[asleep++] = footprint;
    }

    boolean isAsleep(long event) {
        return contains(sleeping, asleep, event);
    }

    long[] sleeping() {
        return Arrays.copyOf(sleeping, asleep);
    }

    boolean isToBeTried(long event) {
        return contains(toTry, size, event);
    }

    void tryAlso(long event) {
        if (!isToBeTried(event)) {
            if (size == toTry.length) {
                toTry = Arrays.copyOf(toTry, size * 2);
            }
            toTry[size++] = event;
        }
    }

    /**
     * Tries events, which exclude the event that was tried last, before every other event that is left. So whoever is
     * tried later finds all of them asleep, or none.
     */
    void tryNext(long[] events) {
        for (int i = events.length - 1; i >= 0; i--) {
            if (!contains(toTry, next, events[i])) {
                tryAlso(events[i]);
                moveToNext(events[i]);
            }
        }
    }

    private void moveToNext(long event) {
        int place = next;
        while (toTry[place] != event) {
            place++;
        }
        System.arraycopy(toTry, next, toTry, next + 1, place - next);
        toTry[next] = event;
    }

    void tryAll() {
        for (long event : enabled) {
            tryAlso(event);
        }
    }

    /** Tries the first necessary event that is awake, or every event if there is none. */
    void tryFirst() {
        for (int i = 0; i < necessary; i++) {
            if (!isAsleep(enabled[i])) {
                tryAlso(enabled[i]);
                return;
            }
        }
        tryAll();
    }

    /** Moves to the next event that is awake; returns false if there is none. */
    boolean advance() {
        while (next < size) {
            if (!isAsleep(toTry[next++])) {
                return true;
            }
        }
        return false;
    }

    /** Returns the event to which {@link #advance} has moved. */
    long current() {
        return toTry[next - 1];
    }

    static boolean contains(long[] events, long event) {
        return contains(events, events.length, event);
    }

    private static boolean contains(long[] events, int size, long event) {
        for (int i = 0; i < size; i++) {
            if (events[i] == event) {
                return true;
            }
        }
        return false;
    }
}

package dev.squall.lectures.idempotence;

import dev.squall.lectures.eventual.Timestamp;
import java.util.HashSet;
import java.util.Set;

/**
 * A counter as the set of its increments, which are named by their timestamps. Adding to a set is idempotent. Lecture
 * 5.1 keeps the set of the users who like a post, instead of their number.
 */
public class CounterOfIncrements implements Store {

    private final Set<Timestamp> increments = new HashSet<>();
    private long sum;

    @Override
    public final boolean execute(Timestamp t, String function, long delta) {
        if (increments.add(t) || countsAgain()) {
            sum += delta;
            return true;
        }
        return false;
    }

    /** Returns true if an increment counts each time that it arrives. */
    protected boolean countsAgain() {
        return false;
    }

    @Override
    public final Object value() {
        return sum;
    }
}

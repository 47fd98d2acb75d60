package dev.squall.lectures.idempotence;

import dev.squall.lectures.eventual.Timestamp;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set with adds and removes that tolerates retries (lecture 5.1). Each element has the timestamp of its last
 * operation. A removed element stays as a tombstone with its timestamp. An operation that is not newer has no effect.
 */
public class TimestampedSet implements Store {

    /** The last operation of an element. */
    private record Last(Timestamp t, boolean present) {}

    private final Map<Long, Last> elements = new TreeMap<>();

    @Override
    public final boolean execute(Timestamp t, String function, long element) {
        Last previous = elements.get(element);
        if (previous != null && !isNewer(t, previous.t())) {
            return false;
        }
        boolean present = function.equals(ADD);
        elements.put(element, new Last(t, present));
        if (!present && !keepsTombstones()) {
            elements.remove(element);
        }
        return present != (previous != null && previous.present());
    }

    /** Returns true if an operation with timestamp {@code t} replaces one with timestamp {@code previous}. */
    protected boolean isNewer(Timestamp t, Timestamp previous) {
        return t.compareTo(previous) > 0;
    }

    /** Returns true if a removed element stays as a tombstone. */
    protected boolean keepsTombstones() {
        return true;
    }

    @Override
    public final Object value() {
        return elements.entrySet().stream()
                .filter(entry -> entry.getValue().present())
                .map(Map.Entry::getKey)
                .toList();
    }
}

package dev.squall.world;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Count of the lives of one node that ended because its storage could not be read or written. */
public final class StorageDeaths {

    private final Map<StorageFault, Integer> counts = new EnumMap<>(StorageFault.class);
    private StorageFault last;

    /** Counts a life that {@code cause} has ended; the node is down. */
    public void add(StorageFault cause) {
        counts.merge(cause, 1, Integer::sum);
        last = cause;
    }

    /** Notes that the node begins another life. */
    public void onStart() {
        last = null;
    }

    /** Returns the storage fault that the node is down for; empty if it is up, or down for another reason. */
    public Optional<StorageFault> cause() {
        return Optional.ofNullable(last);
    }

    /** Returns the number of lives that a storage fault has ended. */
    public int count(StorageFault cause) {
        return counts.getOrDefault(cause, 0);
    }
}

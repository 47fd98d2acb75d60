package dev.squall.world;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which lives of one node have ended because its storage could not be read or written. */
public final class StorageDeaths {

    private final Map<StorageFault, Integer> counts = new EnumMap<>(StorageFault.class);
    private StorageFault last;

    /** The node is down because of {@code cause}. */
    public void add(StorageFault cause) {
        counts.merge(cause, 1, Integer::sum);
        last = cause;
    }

    /** The node begins another life. */
    public void onStart() {
        last = null;
    }

    /** Why the node is down; empty if it runs, or is down for another reason. */
    public Optional<StorageFault> cause() {
        return Optional.ofNullable(last);
    }

    /** Returns the number of lives that a storage fault has ended. */
    public int count(StorageFault cause) {
        return counts.getOrDefault(cause, 0);
    }
}

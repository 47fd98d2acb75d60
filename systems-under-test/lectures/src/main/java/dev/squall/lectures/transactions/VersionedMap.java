package dev.squall.lectures.transactions;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Map of the committed values of each key, by the number of the commit that wrote the value. A read of an absent key
 * returns null.
 */
final class VersionedMap {

    private final Map<Object, NavigableMap<Long, Object>> versions = new HashMap<>();
    private long lastCommit;

    /** Returns the number of the last commit, which identifies a snapshot of the present state. */
    long snapshot() {
        return lastCommit;
    }

    Object read(Object key) {
        return read(key, lastCommit);
    }

    /** Returns the value of a key in a snapshot. */
    Object read(Object key, long snapshot) {
        NavigableMap<Long, Object> ofKey = versions.get(key);
        Map.Entry<Long, Object> version = ofKey == null ? null : ofKey.floorEntry(snapshot);
        return version == null ? null : version.getValue();
    }

    /** Returns true if a key was written after a snapshot. */
    boolean isWrittenAfter(Object key, long snapshot) {
        return versions.containsKey(key) && versions.get(key).lastKey() > snapshot;
    }

    /**
     * Installs the writes of the next commit.
     *
     * @param oldestSnapshot oldest snapshot in use; the map drops versions that are visible in no snapshot in use
     */
    void install(Map<Object, Object> writes, long oldestSnapshot) {
        lastCommit++;
        writes.forEach((key, value) -> {
            NavigableMap<Long, Object> ofKey = versions.computeIfAbsent(key, absent -> new TreeMap<>());
            ofKey.put(lastCommit, value);
            Long seen = ofKey.floorKey(oldestSnapshot);
            if (seen != null) {
                ofKey.headMap(seen, false).clear();
            }
        });
    }
}

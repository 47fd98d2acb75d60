package dev.squall.explore.world;

import dev.squall.explore.state.StateHash;
import dev.squall.explore.state.StateReader;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import java.util.ArrayList;
import java.util.List;

/**
 * Storage of a controlled node, in memory. Fault model: a crash keeps a prefix of the unsynced records, whose length
 * the search chooses. A crash inside a handler comes just before a sync that has something to sync.
 */
final class ControlledStorage implements StableStorage {

    private final List<StableRecord> records = new ArrayList<>();
    private int syncedCount;
    private int syncsInHandler;
    private int crashAtSync;

    /** @param newCrashAtSync number, from 1, of the sync of this handler at which to crash; 0 for none */
    void beginHandler(int newCrashAtSync) {
        syncsInHandler = 0;
        crashAtSync = newCrashAtSync;
    }

    /** Returns the number of syncs since the handler began that had something to sync. */
    int syncsInHandler() {
        return syncsInHandler;
    }

    int recordCount() {
        return records.size();
    }

    /** Adds the content to the hash. */
    void read(StateHash hash, StateReader reader) {
        hash.add(records.size()).add(syncedCount);
        records.forEach(reader::read);
    }

    int unsyncedCount() {
        return records.size() - syncedCount;
    }

    /** Keeps this number of unsynced records, from the oldest on, and loses the others. */
    void crash(int kept) {
        records.subList(syncedCount + kept, records.size()).clear();
        syncedCount = records.size();
    }

    @Override
    public List<StableRecord> read() {
        return List.copyOf(records);
    }

    @Override
    public void append(StableRecord record) {
        records.add(record);
    }

    @Override
    public void sync() {
        if (unsyncedCount() > 0 && ++syncsInHandler == crashAtSync) {
            throw new PowerFailure();
        }
        syncedCount = records.size();
    }

    @Override
    public void replace(List<? extends StableRecord> replacement) {
        List<StableRecord> copy = List.copyOf(replacement);
        records.clear();
        records.addAll(copy);
        syncedCount = copy.size();
    }
}

package dev.squall.lectures.eventual;

import dev.squall.node.Environment;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Log of a node's updates on stable storage. The log is compacted when many of its records are superseded. */
final class StableLog {

    private final Environment environment;
    private final int compactEvery;
    private StableStorage storage;
    private int length;
    private boolean unsynced;

    StableLog(Environment environment, int compactEvery) {
        this.environment = environment;
        this.compactEvery = compactEvery;
    }

    /**
     * Passes the records of earlier lives to a receiver, oldest first. A node calls this method at initialisation and
     * at recovery.
     */
    void replay(Consumer<StableRecord> onRecord) {
        storage = environment.storage();
        List<StableRecord> records = storage.read();
        records.forEach(onRecord);
        length = records.size();
    }

    /** Appends a record. The record is stable after the next {@link #sync()}. */
    void append(StableRecord record) {
        storage.append(record);
        length++;
        unsynced = true;
    }

    /**
     * Replaces the log with fewer records that restore the same state, if the log has become too long.
     *
     * @param needed number of records that the state needs
     */
    void compact(int needed, Supplier<List<StableRecord>> state) {
        if (length >= needed + compactEvery) {
            List<StableRecord> records = state.get();
            storage.replace(records);
            length = records.size();
            unsynced = false;
        }
    }

    /** Makes all appended records stable. */
    void sync() {
        if (unsynced) {
            storage.sync();
            unsynced = false;
        }
    }
}

package dev.squall.lectures.eventual;

import dev.squall.node.Environment;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A node's stable storage as a log of what it took, that is compacted when most of it has been superseded. */
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

    /** On initialisation and recovery: what earlier lives have stored, oldest first. */
    void replay(Consumer<StableRecord> onRecord) {
        storage = environment.storage();
        List<StableRecord> records = storage.read();
        records.forEach(onRecord);
        length = records.size();
    }

    /** Adds a record, which is stable after the next {@link #sync()}. */
    void append(StableRecord record) {
        storage.append(record);
        length++;
        unsynced = true;
    }

    /**
     * Puts fewer records that give the same state in place of all, if they have become too many.
     *
     * @param needed how many records the state needs
     */
    void compact(int needed, Supplier<List<StableRecord>> state) {
        if (length >= needed + compactEvery) {
            List<StableRecord> records = state.get();
            storage.replace(records);
            length = records.size();
            unsynced = false;
        }
    }

    /** Makes all that was stored stable, unless it is so already. */
    void sync() {
        if (unsynced) {
            storage.sync();
            unsynced = false;
        }
    }
}

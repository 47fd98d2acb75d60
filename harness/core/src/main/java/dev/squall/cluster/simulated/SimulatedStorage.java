package dev.squall.cluster.simulated;

import dev.squall.cluster.WriteLoss;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A disk in memory. Fault model: {@link #crash} takes away what was not synced, wholly or from a random record on. It
 * never loses what was synced, and records are handed over as they are, without encoding.
 */
final class SimulatedStorage implements StableStorage {

    private final Runnable beforeSync;
    private final List<StableRecord> records = new ArrayList<>();
    private int syncedCount;

    /**
     * @param beforeSync runs when something is about to be synced, and may throw to have the node crash there
     */
    SimulatedStorage(Runnable beforeSync) {
        this.beforeSync = beforeSync;
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
        if (unsyncedCount() > 0) {
            beforeSync.run();
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

    int unsyncedCount() {
        return records.size() - syncedCount;
    }

    /** Crashes: returns how many records are lost. */
    int crash(WriteLoss loss, RandomGenerator random) {
        int unsynced = unsyncedCount();
        int lost =
                switch (loss) {
                    case NONE -> 0;
                    case LOST -> unsynced;
                    case TORN -> unsynced == 0 ? 0 : 1 + random.nextInt(unsynced);
                };
        int kept = records.size() - lost;
        records.subList(kept, records.size()).clear();
        // What a crash has left on the disk is as durable as what was synced: the next life reads it there.
        syncedCount = kept;
        return lost;
    }
}

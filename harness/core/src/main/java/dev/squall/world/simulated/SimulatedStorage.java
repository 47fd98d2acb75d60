package dev.squall.world.simulated;

import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import dev.squall.node.StorageException;
import dev.squall.world.StorageFault;
import dev.squall.world.WriteLoss;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A disk in memory. Fault model: {@link #crash} takes away what was not synced, wholly or from a random record on. It
 * never loses what was synced, which only a {@link StorageFault} does; and records are handed over as they are, without
 * encoding.
 */
final class SimulatedStorage implements StableStorage {

    private final Runnable beforeSync;
    private final List<StableRecord> records = new ArrayList<>();
    private final Set<StorageFault> faults = EnumSet.noneOf(StorageFault.class);
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
        requireRoom();
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
        requireRoom();
        List<StableRecord> copy = List.copyOf(replacement);
        records.clear();
        records.addAll(copy);
        syncedCount = copy.size();
    }

    private void requireRoom() {
        if (faults.contains(StorageFault.FULL)) {
            throw new StorageException("cannot write: no space is left on the disk");
        }
    }

    /** Puts a fault in force; answers whether it is new, and there is something for it to strike. */
    boolean inject(StorageFault fault) {
        boolean canBe = fault == StorageFault.FULL || syncedCount > 0;
        return canBe && faults.add(fault);
    }

    void heal(StorageFault fault) {
        faults.remove(fault);
    }

    boolean suffers(StorageFault fault) {
        return faults.contains(fault);
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

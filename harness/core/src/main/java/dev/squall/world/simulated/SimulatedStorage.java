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
 * Storage of a simulated node: a disk in memory. Fault model: {@link #crash} loses all unsynced records, or those from
 * a random one on. Synced data is lost only to a {@link StorageFault}. Records are kept as objects, without encoding.
 */
final class SimulatedStorage implements StableStorage {

    private final Runnable beforeSync;
    private final List<StableRecord> records = new ArrayList<>();
    private final Set<StorageFault> faults = EnumSet.noneOf(StorageFault.class);
    private int syncedCount;

    /** @param beforeSync called before each sync; may throw an exception to crash the node there */
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

    /** Puts a storage fault in force; returns true if the fault is new and there is data that it can affect. */
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

    /** Crashes the disk; returns the number of lost records. */
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
        // Records that survive a crash count as synced, since the next life reads them.
        syncedCount = kept;
        return lost;
    }
}

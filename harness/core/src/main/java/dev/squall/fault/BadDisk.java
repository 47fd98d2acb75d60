package dev.squall.fault;

import dev.squall.world.DiskFaults;
import dev.squall.world.StorageFault;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A disk fault of a node that is in force. The effects of a disk fault are the lives of the node that ended because of
 * it.
 */
class BadDisk extends ActiveFault {

    private static final long UNKNOWN = -1;

    private final String node;
    private final StorageFault kind;
    private final DiskFaults disks;
    private final int deathsBefore;
    private final Consumer<String> repair;
    private long deathsUntilRepair = UNKNOWN;

    BadDisk(Fault fault, String node, StorageFault kind, DiskFaults disks, int deathsBefore, Consumer<String> repair) {
        super(fault);
        this.node = node;
        this.kind = kind;
        this.disks = disks;
        this.deathsBefore = deathsBefore;
        this.repair = repair;
    }

    final long deaths() {
        return deathsUntilRepair == UNKNOWN ? disks.storageDeaths(node, kind) - deathsBefore : deathsUntilRepair;
    }

    @Override
    public void undo(Runnable whenUndone) {
        deathsUntilRepair = deaths();
        repair.accept(node);
        whenUndone.run();
    }

    @Override
    public long effects() {
        return deaths();
    }

    @Override
    Map<String, Long> seen() {
        return Map.of("lives-ended", deaths());
    }
}

package dev.squall.fault;

import dev.squall.world.FillableDisks;
import dev.squall.world.StorageFault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A full disk of a node; the disk is freed when the fault is undone. A node that cannot write ends, and stays down
 * until the fault is undone.
 */
public record FullDisk(String node) implements Fault {

    static FullDisk read(FaultFields fields) {
        return new FullDisk(fields.node("node"));
    }

    static FaultDrawer drawer(FaultContext context) {
        return context.someNodes(FullDisk::new);
    }

    static String words(FaultTotals seen) {
        return seen.text(
                "%d disks filled, %d times a node ended when it could not write", seen.faults(), seen.effects());
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.FULL_DISK;
    }

    @Override
    public Set<String> nodes() {
        return Set.of(node);
    }

    @Override
    public Optional<Fault> renamed(Map<String, String> newNames) {
        return Optional.ofNullable(newNames.get(node)).map(FullDisk::new);
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("node", node);
    }

    @Override
    public Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce) {
        FillableDisks disks = context.capability(FillableDisks.class);
        int before = disks.storageDeaths(node, StorageFault.FULL);
        if (!disks.fillDisk(node)) {
            return Optional.empty();
        }
        whenInForce.run();
        return Optional.of(new BadDisk(this, node, StorageFault.FULL, disks, before, disks::freeDisk));
    }
}

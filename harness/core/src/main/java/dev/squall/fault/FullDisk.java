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
                "%d disks filled, %d times a node ended when it could not write%s",
                seen.faults(),
                seen.sum("lives-ended"),
                seen.sum("seen-full") == 0
                        ? ""
                        : ", " + seen.sum("seen-full") + " disks were full until they were freed");
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
        return Optional.of(new Filled(this, disks, before));
    }

    /** A full disk; its effects are lives that ended, and disks of foreign servers that were full until the end. */
    private static final class Filled extends BadDisk {

        private final String node;
        private final FillableDisks disks;
        private final int fullBefore;
        private long timesFull;

        Filled(FullDisk fault, FillableDisks disks, int deathsBefore) {
            super(fault, fault.node, StorageFault.FULL, disks, deathsBefore, disks::freeDisk);
            this.node = fault.node;
            this.disks = disks;
            this.fullBefore = disks.timesSeenFull(node);
        }

        @Override
        public void undo(Runnable whenUndone) {
            super.undo(() -> {
                timesFull = disks.timesSeenFull(node) - fullBefore;
                whenUndone.run();
            });
        }

        @Override
        public long effects() {
            return deaths() + timesFull;
        }

        @Override
        Map<String, Long> seen() {
            return timesFull == 0 ? super.seen() : Map.of("lives-ended", deaths(), "seen-full", timesFull);
        }
    }
}

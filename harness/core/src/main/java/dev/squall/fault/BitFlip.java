package dev.squall.fault;

import dev.squall.world.DamageableDisks;
import dev.squall.world.StorageFault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A flipped bit in what a node had synced, repaired when the fault is undone. A node that notices refuses to start
 * until then. So at the end of a run all nodes are up again with all that they had synced. One that came back with an
 * empty disk would break the promises it has made, which no system of the lectures withstands.
 */
public record BitFlip(String node) implements Fault {

    static BitFlip read(FaultFields fields) {
        return new BitFlip(fields.node("node"));
    }

    static FaultDrawer drawer(FaultContext context) {
        return context.someNodes(BitFlip::new);
    }

    static String words(FaultTotals seen) {
        return seen.text(
                "%d bits flipped, %d times a node refused to start with the damage", seen.faults(), seen.effects());
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.BIT_FLIP;
    }

    @Override
    public Set<String> nodes() {
        return Set.of(node);
    }

    @Override
    public Optional<Fault> renamed(Map<String, String> newNames) {
        return Optional.ofNullable(newNames.get(node)).map(BitFlip::new);
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("node", node);
    }

    @Override
    public Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce) {
        DamageableDisks disks = context.capability(DamageableDisks.class);
        int before = disks.storageDeaths(node, StorageFault.BIT_FLIP);
        if (!disks.flipBit(node)) {
            return Optional.empty();
        }
        whenInForce.run();
        return Optional.of(new BadDisk(this, node, StorageFault.BIT_FLIP, disks, before, disks::repair) {
            /** A node takes its time to start, and a fault that is over before the node looks has proved nothing. */
            @Override
            boolean isEffectDue() {
                return !context.cluster().isUp(node) && deaths() == 0;
            }
        });
    }
}

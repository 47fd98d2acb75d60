package dev.squall.fault;

import dev.squall.world.DamageableDisks;
import dev.squall.world.StorageFault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A flipped bit in the synced data of a node, repaired when the fault is undone. A node that detects the damage refuses
 * to start until the repair. After the repair, the node starts with all its synced data. The damaged data is never
 * erased: a node with an empty disk would break its promises to other nodes, which no system of the lectures survives.
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
            /**
             * Waits for a node that is still starting: undoing the fault before the node reads its disk would prove
             * nothing.
             */
            @Override
            boolean isEffectDue() {
                return !context.cluster().isUp(node) && deaths() == 0;
            }
        });
    }
}

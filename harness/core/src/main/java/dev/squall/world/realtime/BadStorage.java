package dev.squall.world.realtime;

import dev.squall.node.StorageException;
import dev.squall.node.host.BitFlip;
import dev.squall.node.host.StdioHost;
import dev.squall.world.StorageDeaths;
import dev.squall.world.StorageFault;
import dev.squall.world.WorldException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The faults of one node's storage that are in force, and how often the node has ended because of them. */
final class BadStorage {

    private final String nodeId;
    private final NodeMachine machine;
    private final StorageDeaths deaths = new StorageDeaths();
    private final Set<StorageFault> inForce = EnumSet.noneOf(StorageFault.class);
    /** Faults that the present life has met. The life may end of a fault a little after the fault has been healed. */
    private final Set<StorageFault> met = EnumSet.noneOf(StorageFault.class);

    private Optional<BitFlip> flipped = Optional.empty();

    BadStorage(String nodeId, NodeMachine machine) {
        this.nodeId = nodeId;
        this.machine = machine;
    }

    boolean isInForce(StorageFault fault) {
        return inForce.contains(fault);
    }

    /** The node must be down where a bit is to flip; answers whether the fault is in force now. */
    boolean inject(StorageFault fault, RandomGenerator random) {
        if (fault == StorageFault.FULL) {
            machine.fillDisk();
        } else {
            flipped = reaching(() -> machine.onStorage(folder -> BitFlip.in(folder, random)));
            if (flipped.isEmpty()) {
                return false;
            }
        }
        inForce.add(fault);
        met.add(fault);
        return true;
    }

    void heal(StorageFault fault) {
        if (!inForce.remove(fault)) {
            return;
        }
        if (fault == StorageFault.FULL) {
            machine.freeDisk();
        } else {
            reaching(() -> machine.onStorage(folder -> {
                flipped.orElseThrow().again(folder);
                return true;
            }));
        }
    }

    private <T> T reaching(java.util.function.Supplier<T> action) {
        try {
            return action.get();
        } catch (StorageException e) {
            throw new WorldException("the storage of node " + nodeId + " cannot be changed: " + e.getMessage(), e);
        }
    }

    void onStart() {
        deaths.onStart();
        met.clear();
        met.addAll(inForce);
    }

    /** A life has ended; answers whether its storage explains that. */
    boolean explains(OptionalInt exitCode, boolean whileStarting) {
        if (met.isEmpty() || exitCode.isEmpty() || exitCode.getAsInt() != StdioHost.EXIT_IO) {
            return false;
        }
        boolean isDamage = met.contains(StorageFault.BIT_FLIP) && (whileStarting || met.size() == 1);
        deaths.add(isDamage ? StorageFault.BIT_FLIP : StorageFault.FULL);
        return true;
    }

    /** Returns true if the node is down because of a fault that is over. */
    boolean isRepaired() {
        return deaths.cause().filter(cause -> !inForce.contains(cause)).isPresent();
    }

    int deaths(StorageFault fault) {
        return deaths.count(fault);
    }
}

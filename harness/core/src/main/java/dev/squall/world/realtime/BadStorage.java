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

/** The faults in force on one node's storage, and the number of its lives that these faults ended. */
final class BadStorage {

    private final String nodeId;
    private final NodeMachine machine;
    private final StorageDeaths deaths = new StorageDeaths();
    private final Set<StorageFault> inForce = EnumSet.noneOf(StorageFault.class);
    /**
     * Faults that have been in force during the present life. A life may end because of a fault shortly after the fault
     * has been healed.
     */
    private final Set<StorageFault> met = EnumSet.noneOf(StorageFault.class);

    private Optional<BitFlip> flipped = Optional.empty();

    BadStorage(String nodeId, NodeMachine machine) {
        this.nodeId = nodeId;
        this.machine = machine;
    }

    boolean isInForce(StorageFault fault) {
        return inForce.contains(fault);
    }

    /** Puts a storage fault in force; returns true if it is in force now. The node must be down for a bit flip. */
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

    /** Notes that a life has ended; returns true if a storage fault explains its end. */
    boolean explains(OptionalInt exitCode, boolean whileStarting) {
        if (met.isEmpty() || exitCode.isEmpty() || exitCode.getAsInt() != StdioHost.EXIT_IO) {
            return false;
        }
        boolean isDamage = met.contains(StorageFault.BIT_FLIP) && (whileStarting || met.size() == 1);
        deaths.add(isDamage ? StorageFault.BIT_FLIP : StorageFault.FULL);
        return true;
    }

    /** Returns true if the node is down because of a fault that has been healed. */
    boolean isRepaired() {
        return deaths.cause().filter(cause -> !inForce.contains(cause)).isPresent();
    }

    int deaths(StorageFault fault) {
        return deaths.count(fault);
    }
}

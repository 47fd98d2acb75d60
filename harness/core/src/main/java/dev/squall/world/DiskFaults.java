package dev.squall.world;

/** A cluster that counts the lives of nodes that storage faults have ended. */
public interface DiskFaults {

    /** Returns the number of lives of the node that this fault has ended. */
    int storageDeaths(String nodeId, StorageFault fault);
}

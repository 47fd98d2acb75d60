package dev.squall.world;

/** A cluster that counts the lives of nodes that end because of their storage. */
public interface DiskFaults {

    /** Returns the number of lives of the node that have ended because of this fault. */
    int storageDeaths(String nodeId, StorageFault fault);
}

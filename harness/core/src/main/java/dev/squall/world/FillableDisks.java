package dev.squall.world;

/** A cluster that can fill its nodes' disks. */
public interface FillableDisks extends DiskFaults {

    /**
     * Rejects all writes of the node from now on. A correct node with a full disk ends. This end is no failure of the
     * world: the node stays down until a restart, and ends again if its disk is still full.
     *
     * @return false if the node's disk is full already
     */
    boolean fillDisk(String nodeId);

    /** Frees space on the disk, and starts the node again if it is down because of the full disk. */
    void freeDisk(String nodeId);
}

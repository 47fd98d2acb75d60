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

    /**
     * Returns the number of times that the disk was seen to be full at the end of the fault, for nodes whose failed
     * writes nobody sees; 0 if every failed write ends the node's life.
     */
    default int timesSeenFull(String nodeId) {
        return 0;
    }

    /** Frees space on the disk, and starts the node again if it is down because of the full disk. */
    void freeDisk(String nodeId);
}

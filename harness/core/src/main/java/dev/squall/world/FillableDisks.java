package dev.squall.world;

/** A cluster whose nodes' disks can be filled. */
public interface FillableDisks extends DiskFaults {

    /**
     * Refuses what the node writes from now on. The node then ends, if it does as it should. That is no failure of the
     * world: the node stays down until it is started, and ends again if its disk is still full.
     *
     * @return false if the disk is full already
     */
    boolean fillDisk(String nodeId);

    /** Makes room on the disk, and starts the node again if it is down because of it. */
    void freeDisk(String nodeId);
}

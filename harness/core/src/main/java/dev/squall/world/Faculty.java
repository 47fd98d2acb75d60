package dev.squall.world;

/** What can be done to the nodes of a cluster; the faults on offer follow from it. */
public enum Faculty {
    /** Links between nodes can be cut. */
    LINKS,
    /** Messages between nodes can be delayed, lost, duplicated and reordered. */
    MESSAGES,
    /** A node can be killed and started again. */
    KILL,
    /** A node can be paused and resumed. */
    PAUSE,
    /** A node's wall clock can be moved. */
    CLOCK,
    /** A killed node can lose what it had not synced, in whole or in part. */
    UNSYNCED_WRITES,
    /** A node can be killed in the middle of a handler, when it is about to sync. */
    KILL_AT_SYNC,
    /** A bit of what a node has synced can flip. */
    BIT_FLIP,
    /** A node's disk can be filled. */
    FULL_DISK,
    /** The nodes' journals tell which of them is the primary. */
    PRIMARY
}

package dev.squall.world;

/** What can befall the medium of a node's storage, beyond what a crash does to it. */
public enum StorageFault {
    /** A bit of what was synced has flipped: whoever reads it must notice. */
    BIT_FLIP,
    /** No more can be written; what was written can be read. */
    FULL
}

package dev.squall.world;

/** Fault of the medium of a node's storage, beyond the effects of a crash. */
public enum StorageFault {
    /** A bit of what was synced has flipped: whoever reads it must notice. */
    BIT_FLIP,
    /** No more can be written; what was written can be read. */
    FULL
}

package dev.squall.world;

/** Fault of the medium of a node's storage, beyond the effects of a crash. */
public enum StorageFault {
    /** A bit of the synced data has flipped; a reader must detect the damage. */
    BIT_FLIP,
    /** Writes fail; earlier data can still be read. */
    FULL
}

package dev.squall.world;

/** Effect of a crash on the writes that a node had not synced. */
public enum WriteLoss {
    /** All unsynced writes are kept, as when only the process dies. */
    NONE,
    /** All unsynced writes are lost, as when the machine loses power. */
    LOST,
    /** A random prefix of the unsynced writes is kept; the last kept record is torn and therefore lost. */
    TORN
}

package dev.squall.world;

/** Effect of a crash on the writes that a node had not synced. */
public enum WriteLoss {
    /** All are kept, as when only the process dies. */
    NONE,
    /** All are lost, as when the machine loses power. */
    LOST,
    /** A part of them, chosen at random, is kept and the last record kept is torn and so lost. */
    TORN
}

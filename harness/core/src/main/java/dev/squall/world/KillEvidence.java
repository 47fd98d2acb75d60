package dev.squall.world;

/**
 * Evidence of a kill.
 *
 * @param wasUp whether the node ran before
 * @param unsyncedRecords how many records the node had appended and not synced
 * @param lostRecords how many of these are gone
 */
public record KillEvidence(boolean wasUp, int unsyncedRecords, int lostRecords) {}

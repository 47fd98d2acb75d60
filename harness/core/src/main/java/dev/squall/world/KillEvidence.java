package dev.squall.world;

/**
 * Evidence of a kill.
 *
 * @param wasUp true if the node was up before the kill
 * @param unsyncedRecords number of records that the node had appended and not synced
 * @param lostRecords number of unsynced records that were lost
 */
public record KillEvidence(boolean wasUp, int unsyncedRecords, int lostRecords) {}

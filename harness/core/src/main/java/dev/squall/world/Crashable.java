package dev.squall.world;

/** A cluster whose nodes can crash as in a power failure. */
public interface Crashable extends Killable {

    /**
     * Kills a node as {@link #kill(String)} does, and lets its unsynced writes be lost or torn.
     *
     * @param loss fate of the writes that the node had not synced
     * @return the evidence of the kill: if the node was up, and the number of lost records
     */
    KillEvidence kill(String nodeId, WriteLoss loss);

    @Override
    default KillEvidence kill(String nodeId) {
        return kill(nodeId, WriteLoss.NONE);
    }

    /**
     * Returns true if the node's storage holds unsynced data, which a crash now would lose. Returns false if the node
     * is down.
     */
    boolean hasUnsyncedWrites(String nodeId);
}

package dev.squall.world;

/** A cluster whose nodes can crash as in a loss of power. */
public interface Crashable extends Killable {

    /**
     * Kills a node as {@link #kill(String)} does.
     *
     * @param loss says what becomes of the writes that the node had not synced
     * @return what was seen: whether it had run, and how much was lost
     */
    KillEvidence kill(String nodeId, WriteLoss loss);

    @Override
    default KillEvidence kill(String nodeId) {
        return kill(nodeId, WriteLoss.NONE);
    }

    /**
     * Returns true if the node's storage holds anything that it has not synced, so that a crash now would lose it.
     * Returns false if the node is down.
     */
    boolean hasUnsyncedWrites(String nodeId);
}

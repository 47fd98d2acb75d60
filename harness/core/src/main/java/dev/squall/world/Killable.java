package dev.squall.world;

/** A cluster whose nodes can be killed and started again. */
public interface Killable {

    /**
     * Kills a node at once, with all that it has in memory. Its storage keeps all that it wrote. Messages that are
     * still on a link arrive at its next life, or are lost if it is down when they arrive.
     *
     * @return what was seen: whether it had run
     */
    KillEvidence kill(String nodeId);

    /** Starts a killed node again with what its storage kept; does nothing if the node runs. */
    void restart(String nodeId);
}

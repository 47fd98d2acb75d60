package dev.squall.world;

/** A cluster whose nodes can be killed and started again. */
public interface Killable {

    /**
     * Kills a node at once; its memory is lost. The node's storage keeps all its writes. Messages in transit to the
     * node arrive at its next life, or are lost if it is still down on their arrival.
     *
     * @return the evidence of the kill: if the node was up
     */
    KillEvidence kill(String nodeId);

    /** Starts a killed node again with the data in its storage; does nothing if the node is up. */
    void restart(String nodeId);
}

package dev.squall.world;

import java.util.function.Consumer;

/** A cluster whose nodes can crash in the middle of a handler, just before they sync. */
public interface CrashableAtSync extends Crashable {

    /**
     * Kills a node when it is next about to sync, in the middle of a handler. The messages that the handler has sent so
     * far leave the node; its later ones do not.
     *
     * @param report receives the evidence when the node has been killed
     * @return an action that withdraws the kill, if the node has not been killed yet
     */
    Runnable killAtNextSync(String nodeId, WriteLoss loss, Consumer<KillEvidence> report);
}

package dev.squall.world;

import java.util.function.Consumer;

/** A cluster whose nodes can crash in the middle of a handler, when they are about to sync. */
public interface CrashableAtSync extends Crashable {

    /**
     * Kills a node when it is next about to sync what it has written: in the middle of a handler, whose messages so far
     * are sent and whose later ones are not.
     *
     * @param report given what was seen, when it has happened
     * @return withdraws the kill, if it has not happened yet
     */
    Runnable killAtNextSync(String nodeId, WriteLoss loss, Consumer<KillEvidence> report);
}

package dev.squall.world.realtime;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Command that starts a node's process. */
public interface NodeCommand {

    /**
     * The program and its arguments for one life of a node; no shell looks at them. The process runs in the node's own
     * folder, {@code nodesFolder/nodeId}.
     *
     * @param life 0 for the node's first life, 1 after its first restart, and so on
     */
    List<String> arguments(String nodeId, int life, Path nodesFolder);

    /**
     * Returns true if this project's host runs the node. A hosted node can be asked to move its clock, tells what of
     * its storage is not synced, and notes facts. Its storage is in its own folder.
     */
    boolean isHosted();

    /**
     * Returns the longest time that a life may take until the node answers {@code init}, in nanoseconds. Nodes of this
     * project's host have longer. They are known to answer, however busy several starting Java machines make the
     * machine.
     */
    default long initNanosMax() {
        return TimeUnit.SECONDS.toNanos(isHosted() ? 40 : 10);
    }
}

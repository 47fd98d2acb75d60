package dev.squall.world.realtime;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a node's process is started. */
public interface NodeCommand {

    /**
     * The program and its arguments for one life of a node; no shell looks at them. The process runs in the node's own
     * folder, {@code nodesFolder/nodeId}.
     *
     * @param life 0 for the node's first life, 1 after its first restart, and so on
     */
    List<String> arguments(String nodeId, int life, Path nodesFolder);

    /**
     * Whether this project's host runs the node, which can then be asked to move its clock, tells what of its storage
     * is not synced, and notes facts; its storage is in its own folder.
     */
    boolean isHosted();

    /**
     * How long a life may take until the node answers {@code init}, in nanoseconds. Longer for nodes of this project's
     * host, which are known to answer, however busy the machine is on which several Java machines start at once.
     */
    default long initNanosMax() {
        return TimeUnit.SECONDS.toNanos(isHosted() ? 40 : 10);
    }
}

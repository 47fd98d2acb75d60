package dev.squall.world.realtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Command that starts a node's process. */
public interface NodeCommand {

    /**
     * Returns the program and its arguments for one life of a node. The program is executed without a shell. The
     * process runs in the node's own folder, {@code nodesFolder/nodeId}.
     *
     * @param life number of the node's life: 0 for the first, 1 after the first restart, and so on
     */
    List<String> arguments(String nodeId, int life, Path nodesFolder);

    /**
     * Returns true if this project's host runs the node. A hosted node can move its clock, reports its unsynced data,
     * and notes facts. A hosted node keeps its storage in its own folder.
     */
    boolean isHosted();

    /** Returns the node's own environment variables; called after {@link #arguments}. */
    default Map<String, String> environment(String nodeId) {
        return Map.of();
    }

    /**
     * Returns the longest time until a new life must answer {@code init}, in nanoseconds. Nodes of this project's host
     * are given more time. Nodes of the host always answer in the end, even if several JVMs that start at once keep the
     * machine busy.
     */
    default long initNanosMax() {
        return TimeUnit.SECONDS.toNanos(isHosted() ? 40 : 10);
    }
}

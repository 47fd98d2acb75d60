package dev.squall.system.file;

import dev.squall.experiment.Experiment;
import dev.squall.world.realtime.RealTimeline;
import dev.squall.world.server.ServerCommands;
import dev.squall.world.server.Servers;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Provider of containers for described systems, found by {@link java.util.ServiceLoader}. */
public interface ServersProvider {

    /**
     * Returns the servers of a run, which are not created yet.
     *
     * @param runName name that distinguishes the run from others on this machine
     * @param progress receives a few words about each step that takes long
     * @throws dev.squall.world.WorldException if there is no engine, or no image
     */
    Servers servers(
            SystemFile file,
            Experiment experiment,
            ServerCommands commands,
            RealTimeline timeline,
            String runName,
            Path nodesFolder,
            Consumer<String> progress);
}

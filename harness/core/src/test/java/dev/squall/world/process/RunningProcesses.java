package dev.squall.world.process;

import dev.squall.node.Vocabulary;
import dev.squall.world.Latency;
import dev.squall.world.Network;
import dev.squall.world.realtime.NodeCommand;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import dev.squall.world.realtime.RunningCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** A process cluster for a test. */
final class RunningProcesses extends RunningCluster<HostedProcessCluster> {

    private static final long DEADLINE_SECONDS = 30;

    RunningProcesses(List<String> nodeIds, NodeCommand command, Vocabulary vocabulary, Path folder) {
        super(
                new RealTimeline(),
                timeline -> new HostedProcessCluster(
                        timeline,
                        new Network(nodeIds.size(), Latency.NONE, new SplittableRandom(1)),
                        new SplittableRandom(2),
                        new RealTimeSettings(nodeIds, command, vocabulary, folder)),
                DEADLINE_SECONDS);
    }

    /** Waits until all nodes have been started. */
    RunningProcesses ready() throws Exception {
        awaitReady();
        return this;
    }
}

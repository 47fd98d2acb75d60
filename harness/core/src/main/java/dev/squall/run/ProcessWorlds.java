package dev.squall.run;

import dev.squall.experiment.Experiment;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.Cluster;
import dev.squall.world.Network;
import dev.squall.world.World;
import dev.squall.world.WorldKind;
import dev.squall.world.process.ExecutableCommand;
import dev.squall.world.process.HostedCommand;
import dev.squall.world.process.HostedProcessCluster;
import dev.squall.world.process.ProcessCluster;
import dev.squall.world.realtime.NodeCommand;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Provider of the process world, whose nodes are operating system processes. */
final class ProcessWorlds implements WorldProvider {

    @Override
    public WorldKind kind() {
        return WorldKind.PROCESS;
    }

    @Override
    public Optional<String> whyAbsent() {
        return Optional.empty();
    }

    @Override
    public Class<? extends Cluster> clusterType(SystemUnderTest system) {
        return system.program().isPresent() ? HostedProcessCluster.class : ProcessCluster.class;
    }

    @Override
    public void require(Experiment experiment) {
        // Accepts every experiment, beyond the general checks of system and faults.
    }

    @Override
    public World create(WorldRequest request) {
        Experiment experiment = request.experiment();
        NodeCommand command = request.system()
                .program()
                .<NodeCommand>map(program -> new HostedCommand(
                        program.getClass().getName(), experiment.systemOptions(), false, experiment.seed()))
                .orElseGet(() -> new ExecutableCommand(experiment.binary()));
        Network network =
                new Network(experiment.nodeCount(), experiment.latency(), experiment.randomSeed().stream("network"));
        RealTimeline timeline = new RealTimeline();
        RealTimeSettings settings =
                new RealTimeSettings(experiment.nodeIds(), command, request.vocabulary(), request.nodesFolder());
        RandomGenerator random = experiment.randomSeed().stream("disk");
        return new World(
                timeline,
                command.isHosted()
                        ? new HostedProcessCluster(timeline, network, random, settings)
                        : new ProcessCluster(timeline, network, random, settings));
    }
}

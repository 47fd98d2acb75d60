package dev.squall.cli;

import dev.squall.cluster.Network;
import dev.squall.cluster.process.ExecutableCommand;
import dev.squall.cluster.process.HostedCommand;
import dev.squall.cluster.process.NodeCommand;
import dev.squall.cluster.process.ProcessCluster;
import dev.squall.cluster.process.ProcessSettings;
import dev.squall.cluster.process.RealTimeline;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.RunFolder;
import dev.squall.experiment.Runner;
import dev.squall.experiment.SystemUnderTest;
import dev.squall.experiment.World;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.workload.Workload;

/** Makes the world that an experiment asks for. */
final class Worlds {

    private Worlds() {}

    static World create(Experiment experiment, SystemUnderTest system, Workload workload, RunFolder folder) {
        return experiment.world().equals(Experiment.SIMULATED)
                ? Runner.simulatedWorld(experiment, system)
                : processWorld(experiment, system, workload, folder);
    }

    private static World processWorld(
            Experiment experiment, SystemUnderTest system, Workload workload, RunFolder folder) {
        NodeCommand command = system.program()
                .<NodeCommand>map(program -> new HostedCommand(
                        program.getClass().getName(), experiment.systemOptions(), false, experiment.seed()))
                .orElseGet(() -> new ExecutableCommand(experiment.binary()));
        Network network =
                new Network(experiment.nodeCount(), experiment.latency(), experiment.randomSeed().stream("network"));
        RealTimeline timeline = new RealTimeline();
        ProcessSettings settings =
                new ProcessSettings(experiment.nodeIds(), command, vocabulary(system, workload), folder.nodesFolder());
        return new World(
                timeline, new ProcessCluster(timeline, network, experiment.randomSeed().stream("disk"), settings));
    }

    /** Everything that clients and nodes of an experiment say, and that its nodes note. */
    static Vocabulary vocabulary(SystemUnderTest system, Workload workload) {
        return system.program()
                .map(NodeProgram::vocabulary)
                .map(vocabulary -> vocabulary.withBodies(workload.vocabulary()))
                .orElseGet(workload::vocabulary);
    }
}

package dev.squall.cli;

import dev.squall.cli.catalogue.Catalogue;
import dev.squall.cluster.Network;
import dev.squall.cluster.docker.ContainerCommand;
import dev.squall.cluster.docker.DockerCluster;
import dev.squall.cluster.docker.DockerEngine;
import dev.squall.cluster.docker.Libraries;
import dev.squall.cluster.docker.NodeImage;
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
import dev.squall.nemesis.NemesisPackage;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.workload.Workload;
import java.util.Locale;

/** Makes the world that an experiment asks for. */
final class Worlds {

    private Worlds() {}

    static World create(Experiment experiment, SystemUnderTest system, Workload workload, RunFolder folder) {
        return switch (experiment.world()) {
            case Experiment.SIMULATED -> Runner.simulatedWorld(experiment, system);
            case Experiment.DOCKER -> dockerWorld(experiment, system, workload, folder);
            default -> processWorld(experiment, system, workload, folder);
        };
    }

    private static World dockerWorld(
            Experiment experiment, SystemUnderTest system, Workload workload, RunFolder folder) {
        if (system.program().isEmpty()) {
            return Catalogue.provider(system).world(experiment, folder, Worlds::tellProgress);
        }
        NodeProgram program = system.program().get();
        DockerEngine engine = DockerEngine.connect();
        Libraries libraries = Libraries.of(program.getClass());
        String image = new NodeImage(engine, Worlds::tellProgress).ensure(libraries);
        ContainerCommand command =
                new ContainerCommand(image, libraries, experiment.systemOptions(), experiment.seed());
        ProcessSettings settings = new ProcessSettings(
                experiment.nodeIds(), command, vocabulary(experiment, system, workload), folder.nodesFolder());
        RealTimeline timeline = new RealTimeline();
        String run = "squall-" + folder.path().getFileName().toString().toLowerCase(Locale.ROOT);
        boolean haveOwnDisks = experiment.faults().contains(NemesisPackage.FULL_DISK.faultName());
        return new World(
                timeline,
                new DockerCluster(
                        engine, timeline, experiment.randomSeed().stream("disk"), run, settings, haveOwnDisks));
    }

    private static void tellProgress(String words) {
        System.err.println("squall: " + words + " ...");
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
        ProcessSettings settings = new ProcessSettings(
                experiment.nodeIds(), command, vocabulary(experiment, system, workload), folder.nodesFolder());
        return new World(
                timeline, new ProcessCluster(timeline, network, experiment.randomSeed().stream("disk"), settings));
    }

    /** Everything that clients and nodes of an experiment say, and that its nodes note. */
    static Vocabulary vocabulary(Experiment experiment, SystemUnderTest system, Workload workload) {
        if (system.program().isEmpty() && experiment.binary().isEmpty()) {
            return Catalogue.provider(system).facts().withBodies(workload.vocabulary());
        }
        return system.program()
                .map(NodeProgram::vocabulary)
                .map(vocabulary -> vocabulary.withBodies(workload.vocabulary()))
                .orElseGet(workload::vocabulary);
    }
}

package dev.squall.world.docker;

import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.node.NodeProgram;
import dev.squall.run.WorldProvider;
import dev.squall.run.WorldRequest;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.Cluster;
import dev.squall.world.World;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.image.Libraries;
import dev.squall.world.docker.image.NodeImage;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Provider of the docker world, whose nodes run in containers. */
public final class DockerWorlds implements WorldProvider {

    @Override
    public WorldKind kind() {
        return WorldKind.DOCKER;
    }

    @Override
    public Optional<String> whyAbsent() {
        try {
            DockerEngine.connect().close();
            return Optional.empty();
        } catch (WorldException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public Class<? extends Cluster> clusterType(SystemUnderTest system) {
        if (system.program().isEmpty()) {
            throw new IllegalArgumentException(
                    "the system " + system.name() + " is an executable, which cannot run in a container; expected the"
                            + " world " + WorldKind.PROCESS);
        }
        return DockerCluster.WithDisks.class;
    }

    @Override
    public World create(WorldRequest request) {
        Experiment experiment = request.experiment();
        NodeProgram program = request.system().program().orElseThrow();
        DockerEngine engine = DockerEngine.connect();
        Libraries libraries = Libraries.of(program.getClass());
        String image = new NodeImage(engine, request.progress()).ensure(libraries);
        ContainerCommand command =
                new ContainerCommand(image, libraries, experiment.systemOptions(), experiment.seed());
        RealTimeSettings settings =
                new RealTimeSettings(experiment.nodeIds(), command, request.vocabulary(), request.nodesFolder());
        RealTimeline timeline = new RealTimeline();
        RandomGenerator random = experiment.randomSeed().stream("disk");
        return new World(
                timeline,
                experiment.faults().contains(FaultFamily.FULL_DISK)
                        ? new DockerCluster.WithDisks(
                                engine, timeline, random, request.runName(), settings, experiment.latency())
                        : new DockerCluster(
                                engine, timeline, random, request.runName(), settings, experiment.latency()));
    }
}

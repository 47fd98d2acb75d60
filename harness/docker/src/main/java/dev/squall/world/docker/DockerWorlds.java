package dev.squall.world.docker;

import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.run.RunFolder;
import dev.squall.run.WorldProvider;
import dev.squall.world.World;
import dev.squall.world.WorldException;
import dev.squall.world.process.ProcessSettings;
import dev.squall.world.process.RealTimeline;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Provider of the container world. */
public final class DockerWorlds implements WorldProvider {

    @Override
    public String name() {
        return Experiment.DOCKER;
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
    public World create(
            Experiment experiment,
            NodeProgram program,
            Vocabulary vocabulary,
            RunFolder folder,
            Consumer<String> progress) {
        DockerEngine engine = DockerEngine.connect();
        Libraries libraries = Libraries.of(program.getClass());
        String image = new NodeImage(engine, progress).ensure(libraries);
        ContainerCommand command =
                new ContainerCommand(image, libraries, experiment.systemOptions(), experiment.seed());
        ProcessSettings settings = new ProcessSettings(experiment.nodeIds(), command, vocabulary, folder.nodesFolder());
        RealTimeline timeline = new RealTimeline();
        String run = "squall-" + folder.path().getFileName().toString().toLowerCase(Locale.ROOT);
        RandomGenerator random = experiment.randomSeed().stream("disk");
        boolean haveOwnDisks = experiment.faults().contains(FaultFamily.FULL_DISK.faultName());
        return new World(
                timeline,
                haveOwnDisks
                        ? new DockerCluster.WithDisks(engine, timeline, random, run, settings)
                        : new DockerCluster(engine, timeline, random, run, settings));
    }
}

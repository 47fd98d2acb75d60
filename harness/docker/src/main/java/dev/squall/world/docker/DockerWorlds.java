package dev.squall.world.docker;

import dev.squall.experiment.Experiment;
import dev.squall.fault.NemesisPackage;
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
        boolean haveOwnDisks = experiment.faults().contains(NemesisPackage.FULL_DISK.faultName());
        return new World(
                timeline,
                new DockerCluster(
                        engine, timeline, experiment.randomSeed().stream("disk"), run, settings, haveOwnDisks));
    }
}

package dev.squall.cluster.docker;

import dev.squall.cluster.WorldException;
import dev.squall.cluster.process.ProcessSettings;
import dev.squall.cluster.process.RealTimeline;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.RunFolder;
import dev.squall.experiment.World;
import dev.squall.experiment.WorldProvider;
import dev.squall.nemesis.NemesisPackage;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the container world of each experiment that asks for it. */
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

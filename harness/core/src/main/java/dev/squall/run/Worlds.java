package dev.squall.run;

import dev.squall.experiment.Experiment;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.system.Deployment;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import dev.squall.world.Network;
import dev.squall.world.World;
import dev.squall.world.process.ExecutableCommand;
import dev.squall.world.process.HostedCommand;
import dev.squall.world.process.HostedProcessCluster;
import dev.squall.world.process.NodeCommand;
import dev.squall.world.process.ProcessCluster;
import dev.squall.world.process.ProcessSettings;
import dev.squall.world.process.RealTimeline;
import dev.squall.world.simulated.SimulatedCluster;
import dev.squall.world.simulated.SimulatedTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The worlds that experiments can ask for: two of this library, and those of each {@link WorldProvider}. */
public final class Worlds {

    private Worlds() {}

    /** Their names. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(Experiment.SIMULATED, Experiment.PROCESS));
        ServiceLoader.load(WorldProvider.class).forEach(provider -> names.add(provider.name()));
        return names;
    }

    /** Why a world is not to be had, in one sentence; empty if it is. */
    public static Optional<String> whyAbsent(String world) {
        if (world.equals(Experiment.SIMULATED) || world.equals(Experiment.PROCESS)) {
            return Optional.empty();
        }
        Optional<WorldProvider> provider = provider(world);
        return provider.isPresent() ? provider.get().whyAbsent() : Optional.of(unknown(world));
    }

    /**
     * Makes the world that an experiment asks for; nothing is started yet.
     *
     * @param folder where nodes keep what they keep; the simulated world needs none, and does not look at it
     * @param progress is told in a few words of whatever takes long
     * @throws dev.squall.world.WorldException if it cannot be made
     * @throws IllegalArgumentException if no library has this world
     */
    public static World create(
            Experiment experiment,
            SystemUnderTest system,
            Workload workload,
            RunFolder folder,
            Consumer<String> progress) {
        return switch (experiment.world()) {
            case Experiment.SIMULATED -> simulated(experiment, system);
            case Experiment.PROCESS -> processWorld(experiment, system, workload, folder);
            default -> providedWorld(experiment, system, workload, folder, progress);
        };
    }

    /** Makes the simulated world of an experiment. */
    public static World simulated(Experiment experiment, SystemUnderTest system) {
        SimulatedTimeline timeline = new SimulatedTimeline();
        SimulatedCluster cluster = new SimulatedCluster(
                system.program().orElseThrow(),
                experiment.systemOptions(),
                experiment.nodeIds(),
                experiment.latency(),
                experiment.randomSeed(),
                timeline);
        return new World(timeline, cluster);
    }

    private static World providedWorld(
            Experiment experiment,
            SystemUnderTest system,
            Workload workload,
            RunFolder folder,
            Consumer<String> progress) {
        if (system.deployment().isPresent()) {
            String run = "squall-" + folder.path().getFileName().toString().toLowerCase(Locale.ROOT);
            return system.deployment().get().create(experiment, run, folder.nodesFolder(), progress);
        }
        WorldProvider provider = provider(experiment.world())
                .orElseThrow(() -> new IllegalArgumentException(unknown(experiment.world())));
        return provider.create(
                experiment, system.program().orElseThrow(), vocabulary(system, workload), folder, progress);
    }

    private static Optional<WorldProvider> provider(String world) {
        for (WorldProvider provider : ServiceLoader.load(WorldProvider.class)) {
            if (provider.name().equals(world)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }

    private static String unknown(String world) {
        return "there is no world '" + world + "' on the class path; expected one of " + String.join(", ", names())
                + ": squall-docker has docker";
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
        RandomGenerator random = experiment.randomSeed().stream("disk");
        return new World(
                timeline,
                command.isHosted()
                        ? new HostedProcessCluster(timeline, network, random, settings)
                        : new ProcessCluster(timeline, network, random, settings));
    }

    /** Everything that clients and nodes of a system say under a workload, and that its nodes note. */
    public static Vocabulary vocabulary(SystemUnderTest system, Workload workload) {
        return system.program()
                .map(NodeProgram::vocabulary)
                .or(() -> system.deployment().map(Deployment::facts))
                .map(vocabulary -> vocabulary.withBodies(workload.vocabulary()))
                .orElseGet(workload::vocabulary);
    }
}

package dev.squall.run;

import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.system.Deployment;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import dev.squall.world.Cluster;
import dev.squall.world.World;
import dev.squall.world.WorldKind;
import dev.squall.world.realtime.NodeEnded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Catalogue of the kinds of worlds: two of this library, and those of other {@link WorldProvider}s. */
public final class Worlds {

    private Worlds() {}

    /** Returns the names of all kinds of worlds. */
    public static List<String> names() {
        return providers().stream().map(provider -> provider.kind().name()).toList();
    }

    /**
     * Returns the kind of worlds with this name.
     *
     * @throws IllegalArgumentException if there is no kind of worlds with this name; the message is one sentence
     */
    public static WorldKind named(String name) {
        return find(name).map(WorldProvider::kind).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    }

    /** Returns the reason for which this machine cannot run such a world, in one sentence; empty if it can. */
    public static Optional<String> whyAbsent(WorldKind kind) {
        Optional<WorldProvider> provider = find(kind.name());
        return provider.isPresent() ? provider.get().whyAbsent() : Optional.of(unknown(kind.name()));
    }

    /**
     * Checks that an experiment is possible. The experiment's world must be able to run the system and to inject the
     * faults, and the system must claim to withstand the faults.
     *
     * @throws IllegalArgumentException if the experiment is impossible; the message is one sentence
     */
    public static void require(Experiment experiment, SystemUnderTest system) {
        WorldProvider provider = provider(experiment.world());
        Class<? extends Cluster> type = clusterType(provider, system);
        for (FaultFamily fault : experiment.faults()) {
            if (!system.faults().contains(fault)) {
                throw new IllegalArgumentException("the fault '" + fault + "' is not in the system model of "
                        + system.name() + "; expected some of " + FaultFamily.joined(system.faults()));
            }
            if (!FaultFamily.possibleOn(type).contains(fault)) {
                throw new IllegalArgumentException("the fault '" + fault + "' is impossible in the world "
                        + provider.kind() + "; expected " + possibleWorlds(fault, system) + ", or some of "
                        + FaultFamily.joined(FaultFamily.possibleOn(type)));
            }
        }
        if (system.deployment().isEmpty()) {
            provider.require(experiment);
        }
    }

    private static Class<? extends Cluster> clusterType(WorldProvider provider, SystemUnderTest system) {
        Optional<Deployment> deployment = system.deployment();
        if (deployment.isEmpty()) {
            return provider.clusterType(system);
        }
        if (!deployment.get().world().equals(provider.kind())) {
            throw new IllegalArgumentException("the system " + system.name() + " runs only in the world "
                    + deployment.get().world() + "; expected that world, not " + provider.kind());
        }
        return deployment.get().clusterType();
    }

    private static String possibleWorlds(FaultFamily fault, SystemUnderTest system) {
        List<String> worlds = new ArrayList<>();
        for (WorldProvider provider : providers()) {
            try {
                if (FaultFamily.possibleOn(clusterType(provider, system)).contains(fault)) {
                    worlds.add(provider.kind().name());
                }
            } catch (IllegalArgumentException e) {
                // Skips a world that cannot run the system.
            }
        }
        return worlds.isEmpty() ? "another system" : "the world " + String.join(" or ", worlds);
    }

    /**
     * Creates the world of an experiment without starting a node.
     *
     * @param folder folder of the run; may be empty for a simulated world
     * @param progress receives a few words about each step that takes long
     * @throws dev.squall.world.WorldException if the world cannot be created
     * @throws IllegalArgumentException if the experiment is impossible; the message is one sentence
     */
    public static World create(
            Experiment experiment,
            SystemUnderTest system,
            Workload workload,
            Optional<RunFolder> folder,
            Consumer<String> progress) {
        require(experiment, system);
        Experiment ofNodes = experiment.toBuilder()
                .systemOptions(WorkloadOptions.forNodes(workload, experiment.systemOptions()))
                .build();
        WorldRequest request = new WorldRequest(ofNodes, system, vocabulary(system, workload), folder, progress);
        if (system.deployment().isPresent()) {
            return system.deployment().get().create(ofNodes, request.runName(), request.nodesFolder(), progress);
        }
        return provider(experiment.world()).create(request);
    }

    private static List<WorldProvider> providers() {
        List<WorldProvider> providers = new ArrayList<>(List.of(new SimulatedWorlds(), new ProcessWorlds()));
        ServiceLoader.load(WorldProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(provider -> provider.kind().name()))
                .forEach(providers::add);
        return providers;
    }

    private static WorldProvider provider(WorldKind kind) {
        return find(kind.name()).orElseThrow(() -> new IllegalArgumentException(unknown(kind.name())));
    }

    private static Optional<WorldProvider> find(String name) {
        return providers().stream()
                .filter(provider -> provider.kind().name().equals(name))
                .findFirst();
    }

    private static String unknown(String world) {
        return "there is no world '" + world + "'; expected one of " + String.join(", ", names())
                + (world.equals(WorldKind.DOCKER.name()) ? ", or squall-docker on the class path" : "");
    }

    /**
     * Returns the message types of clients and nodes of a system under a workload, and the types of the facts of nodes
     * and of the harness.
     */
    public static Vocabulary vocabulary(SystemUnderTest system, Workload workload) {
        return system.program()
                .map(NodeProgram::vocabulary)
                .or(() -> system.deployment().map(Deployment::facts))
                .map(vocabulary -> vocabulary.withBodies(workload.vocabulary()))
                .orElseGet(() -> workload.vocabulary().withFacts(NodeEnded.VOCABULARY));
    }
}

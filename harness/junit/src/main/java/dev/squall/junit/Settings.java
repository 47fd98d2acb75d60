package dev.squall.junit;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.Successes;
import dev.squall.fault.FaultFamily;
import dev.squall.node.NodeProgram;
import dev.squall.run.Worlds;
import dev.squall.system.Deployment;
import dev.squall.system.NearestNames;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.file.DescribedSystem;
import dev.squall.system.file.SystemFile;
import dev.squall.system.yaml.YamlFormatException;
import dev.squall.workload.Workload;
import dev.squall.workload.maelstrom.MaelstromWorkloads;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Validated settings of a {@link ChaosTest}.
 *
 * @param experiment experiment of each run, except for the seed
 * @param swarm true if each seed draws its faults
 * @param allowed outcomes that pass besides valid
 * @param expected the expected anomaly; empty if none is expected
 * @param runs folder in which every run is saved; empty to save only failed and real-time runs
 */
record Settings(
        SystemUnderTest system,
        Workload workload,
        Experiment experiment,
        boolean swarm,
        Set<Outcome> allowed,
        Optional<String> expected,
        Optional<Path> runs) {

    private static final long INTERVALS_IN_TIME_LIMIT = 4;

    /** @throws IllegalArgumentException if the settings are invalid; the message is one sentence */
    static Settings of(ChaosTest annotation, ExtensionContext context) {
        SystemUnderTest system = system(annotation);
        Workload workload = workload(annotation, system);
        Experiment experiment = experiment(annotation, system, workload);
        requireProgram(system);
        Worlds.require(experiment, system);
        return new Settings(
                system,
                workload,
                experiment,
                annotation.swarm(),
                allowed(annotation),
                Optional.of(annotation.expect()).filter(anomaly -> !anomaly.isBlank()),
                context.getConfigurationParameter(ChaosTest.RUNS_PROPERTY).map(Settings::folder));
    }

    private static void requireProgram(SystemUnderTest system) {
        if (system.program().isEmpty() && system.deployment().isEmpty()) {
            throw new IllegalArgumentException("the system " + system.name()
                    + " is somebody's own executable, which this annotation does not start; expected one with a"
                    + " NodeProgram");
        }
    }

    private static SystemUnderTest system(ChaosTest annotation) {
        boolean hasProgram = annotation.program() != NodeProgram.class;
        boolean hasSystem = annotation.family() != SystemFamily.class
                || !annotation.system().isEmpty();
        boolean hasFile = !annotation.systemFile().isEmpty();
        long named =
                Stream.of(hasProgram, hasSystem, hasFile).filter(has -> has).count();
        if (named != 1) {
            throw new IllegalArgumentException((named == 0 ? "nothing is" : "several of them are")
                    + " named to be tested; expected one of program, system and systemFile");
        }
        if (hasFile) {
            return described(Path.of(annotation.systemFile()));
        }
        return hasProgram ? system(instance("program", annotation.program())) : named(annotation);
    }

    private static SystemUnderTest described(Path file) {
        try {
            return DescribedSystem.of(SystemFile.read(file, false));
        } catch (YamlFormatException | WorldException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static SystemUnderTest system(NodeProgram program) {
        return SystemUnderTest.of(
                program.getClass().getSimpleName(),
                "nodes of " + program.getClass().getName(),
                program,
                Systems.installed().workloadNames().toArray(String[]::new));
    }

    private static SystemUnderTest named(ChaosTest annotation) {
        Systems systems = systems(annotation);
        if (!annotation.system().isEmpty()) {
            return systems.named(annotation.system());
        } else if (systems.all().size() != 1) {
            throw new IllegalArgumentException(
                    "the family " + annotation.family().getName() + " has "
                            + systems.all().size() + " systems; expected system to name one of them");
        }
        return systems.all().get(0);
    }

    private static Systems systems(ChaosTest annotation) {
        return annotation.family() == SystemFamily.class
                ? Systems.installed()
                : new Systems(List.of(instance("family", annotation.family())));
    }

    private static Workload workload(ChaosTest annotation, SystemUnderTest system) {
        if (annotation.workloadClass() != Workload.class) {
            if (!annotation.workload().isEmpty()) {
                throw new IllegalArgumentException("both workload and workloadClass are named; expected one of them");
            }
            return instance("workloadClass", annotation.workloadClass());
        }
        if (system.workloads().isEmpty()) {
            throw new IllegalArgumentException(
                    "the system " + system.name() + " names no workload; expected workloadClass for one of your own");
        }
        String name = annotation.workload().isEmpty() ? system.workloads().get(0) : annotation.workload();
        if (!system.workloads().contains(name)) {
            throw new IllegalArgumentException("the workload '" + name + "' is not one of " + system.name()
                    + "; "
                    + NearestNames.didYouMean(
                            name, system.workloads(), "expected one of " + String.join(", ", system.workloads())));
        }
        Systems systems = systems(annotation);
        // The servers of a file note no facts, so that their workload must judge without them.
        Optional<Workload> withoutFacts =
                annotation.systemFile().isEmpty() ? Optional.empty() : MaelstromWorkloads.named(name);
        return withoutFacts
                .or(() -> systems.findWorkload(name))
                .orElseThrow(() -> new IllegalArgumentException("the workload '" + name
                        + "' is not known by name; "
                        + NearestNames.didYouMean(
                                name,
                                systems.workloadNames(),
                                "expected one of " + String.join(", ", systems.workloadNames())
                                        + ", or workloadClass for one of your own")));
    }

    private static Experiment experiment(ChaosTest annotation, SystemUnderTest system, Workload workload) {
        int nodes = annotation.nodes() == 0 ? usualNodeCount(system) : annotation.nodes();
        long clients = (long) nodes * annotation.clientsPerNode();
        long longestInterval = Math.max(1, annotation.timeLimitMillis() / INTERVALS_IN_TIME_LIMIT);
        Experiment.Builder experiment = Experiment.builder(system.name(), workload.name())
                .systemOptions(options(annotation))
                .world(world(annotation, system))
                .systemFile(annotation.systemFile().isEmpty() ? "" : absolute(annotation.systemFile()))
                .nodeCount(nodes)
                .concurrency((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, clients)))
                .ratePerSecond(annotation.ratePerSecond())
                .timeLimitMillis(annotation.timeLimitMillis())
                .faults(faults(annotation, system))
                .nemesisIntervalMillis(Math.min(longestInterval, annotation.nemesisIntervalMillis()))
                .operationTimeoutMillis(annotation.operationTimeoutMillis())
                .recoveryBoundMillis(annotation.recoveryBoundMillis())
                .successes(new Successes(
                        Successes.DEFAULT.operations(), annotation.minOkPercent(), Successes.DEFAULT.tries()))
                .seed(annotation.firstSeed());
        List<String> names = system.deployment().map(Deployment::nodeNames).orElse(List.of());
        if (!names.isEmpty()) {
            experiment.nodeNames(names);
        }
        if (annotation.latencyMillis() >= 0) {
            experiment.latencyMillis(annotation.latencyMillis());
        }
        return experiment.build();
    }

    private static int usualNodeCount(SystemUnderTest system) {
        return system.deployment().map(Deployment::usualNodeCount).orElse(Experiment.Builder.NODES);
    }

    /** Returns the world of the annotation; a system file has a world of its own, unless another one is named. */
    private static WorldKind world(ChaosTest annotation, SystemUnderTest system) {
        boolean isUsual = annotation.world().equals(ChaosTest.SIMULATED);
        return !annotation.systemFile().isEmpty() && isUsual
                ? system.deployment().orElseThrow().world()
                : Worlds.named(annotation.world());
    }

    private static String absolute(String file) {
        return Path.of(file).toAbsolutePath().normalize().toString();
    }

    /** Returns the named families; for the default, those that the system withstands. */
    private static FaultFamily[] faults(ChaosTest annotation, SystemUnderTest system) {
        List<FaultFamily> named = List.of(annotation.faults());
        List<FaultFamily> all = Arrays.stream(FaultFamily.values())
                .filter(FaultFamily::isInLecturesModel)
                .toList();
        return (named.equals(all) ? system.usualFaults() : named).toArray(FaultFamily[]::new);
    }

    private static Map<String, String> options(ChaosTest annotation) {
        Map<String, String> options = new TreeMap<>();
        for (String option : annotation.options()) {
            int sign = option.indexOf('=');
            if (sign < 1) {
                throw new IllegalArgumentException("the option is '" + option + "'; expected name=value");
            }
            String name = option.substring(0, sign);
            if (options.put(name, option.substring(sign + 1)) != null) {
                throw new IllegalArgumentException("the option " + name + " is given twice; expected each once");
            }
        }
        return options;
    }

    private static Set<Outcome> allowed(ChaosTest annotation) {
        Set<Outcome> allowed = Set.copyOf(Arrays.asList(annotation.allow()));
        for (Outcome outcome : annotation.allow()) {
            if (outcome != Outcome.UNKNOWN && outcome != Outcome.VACUOUS) {
                throw new IllegalArgumentException(
                        "the outcome " + outcome + " cannot be allowed; expected UNKNOWN, VACUOUS or both");
            }
        }
        return allowed;
    }

    private static Path folder(String path) {
        try {
            return Files.createDirectories(Path.of(path));
        } catch (InvalidPathException | IOException e) {
            throw new IllegalArgumentException(
                    "the property " + ChaosTest.RUNS_PROPERTY + " is '" + path
                            + "'; expected a folder, or one that can be made",
                    e);
        }
    }

    private static <T> T instance(String setting, Class<? extends T> type) {
        try {
            Constructor<? extends T> constructor = type.getDeclaredConstructor();
            constructor.trySetAccessible();
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "the constructor of " + setting + " " + type.getName() + " failed: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    setting + " is " + type.getName()
                            + ", which cannot be made; expected a class that is not abstract, not an inner one, and has"
                            + " a constructor without arguments",
                    e);
        }
    }
}

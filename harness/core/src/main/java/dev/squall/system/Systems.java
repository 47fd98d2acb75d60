package dev.squall.system;

import dev.squall.experiment.Experiment;
import dev.squall.workload.ExecutableWorkload;
import dev.squall.workload.Workload;
import dev.squall.workload.maelstrom.MaelstromWorkloads;
import dev.squall.workload.standard.Workloads;
import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Catalogue of the systems, workloads and claims of all families. Names are unique in the catalogue. Families have the
 * order of the class path and, within a jar, of its service file. Immutable.
 */
public final class Systems {

    /** Selects every sound system that has a program. */
    public static final String ALL_SOUND = "all-sound";

    /** Selects every flawed system that has a program. */
    public static final String ALL_FLAWED = "all-flawed";

    /** Holder that loads the families at the first use, since loading opens every jar of the class path. */
    private static final class Installed {
        static final Systems SYSTEMS = load();

        private static Systems load() {
            try {
                return new Systems(ServiceLoader.load(SystemFamily.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
            } catch (java.util.ServiceConfigurationError e) {
                throw new WorldException(
                        "a family of systems cannot be loaded: " + e.getMessage() + "; see the class path", e);
            }
        }
    }

    private final List<SystemFamily> families;
    private final Map<String, SystemUnderTest> systems;
    private final Map<String, Workload> workloads;
    private final Map<String, String> topics = new LinkedHashMap<>();

    /** @throws WorldException if two systems, topics or workloads have the same name */
    public Systems(List<SystemFamily> families) {
        this.families = List.copyOf(families);
        systems = byName(
                "systems", this.families.stream().map(SystemFamily::systems).toList(), SystemUnderTest::name);
        workloads = byName(
                "workloads",
                Stream.concat(Stream.of(Workloads.all()), this.families.stream().map(SystemFamily::workloads))
                        .toList(),
                Workload::name);
        // A family may have a workload of the same name, which judges the facts of its own nodes as well.
        MaelstromWorkloads.all().forEach(workload -> workloads.putIfAbsent(workload.name(), workload));
        List<String> words = new ArrayList<>(List.of(ALL_SOUND, ALL_FLAWED));
        words.addAll(systems.keySet());
        this.families.forEach(family -> words.add(family.topic()));
        byName("systems or topics", List.of(words), Function.identity());
        for (SystemFamily family : this.families) {
            family.systems().forEach(system -> topics.put(system.name(), family.topic()));
        }
    }

    private static <T> Map<String, T> byName(String kind, List<List<T>> groups, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        for (T each : groups.stream().flatMap(List::stream).toList()) {
            if (byName.put(name.apply(each), each) != null) {
                throw new WorldException("two " + kind + " are named '" + name.apply(each)
                        + "'; expected names of their own; see the jars on the class path");
            }
        }
        return byName;
    }

    /** Returns the catalogue of all families on the class path, which are loaded once. */
    public static Systems installed() {
        return Installed.SYSTEMS;
    }

    /** Returns the families of the catalogue. */
    public List<SystemFamily> families() {
        return families;
    }

    /** Returns the systems of all families, in the order of the families. */
    public List<SystemUnderTest> all() {
        return List.copyOf(systems.values());
    }

    /** Returns the systems that have a program, which run in every world. */
    public List<SystemUnderTest> withProgram() {
        return systems.values().stream()
                .filter(system -> system.program().isPresent())
                .toList();
    }

    /** Returns the systems that run only in their own deployment. */
    public List<SystemUnderTest> deployed() {
        return systems.values().stream()
                .filter(system -> system.deployment().isPresent())
                .toList();
    }

    /** Returns the system with this name, or empty if there is none. */
    public Optional<SystemUnderTest> find(String name) {
        return Optional.ofNullable(systems.get(name));
    }

    /**
     * Returns the system with this name.
     *
     * @throws IllegalArgumentException if there is no system with this name
     */
    public SystemUnderTest named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no system '" + name + "'; "
                        + NearestNames.didYouMean(
                                name, systems.keySet(), "expected one of " + String.join(", ", systems.keySet()))));
    }

    /**
     * Returns the systems with a program that a selector matches: the name of a system, a topic, {@link #ALL_SOUND} or
     * {@link #ALL_FLAWED}. Returns an empty list if the selector matches no system.
     */
    public List<SystemUnderTest> select(String word) {
        return withProgram().stream()
                .filter(system -> word.equals(system.name())
                        || word.equals(topicOf(system))
                        || word.equals(system.flaw().isEmpty() ? ALL_SOUND : ALL_FLAWED))
                .toList();
    }

    /** Returns the topic of a system of these families. */
    public String topicOf(SystemUnderTest system) {
        return topics.get(system.name());
    }

    /** Returns Squall's own workloads, followed by those of each family. */
    public List<Workload> workloads() {
        return List.copyOf(workloads.values());
    }

    /** Returns the names of {@link #workloads()}. */
    public List<String> workloadNames() {
        return List.copyOf(workloads.keySet());
    }

    /** Returns the workload with this name, or empty if there is none. */
    public Optional<Workload> findWorkload(String name) {
        return Optional.ofNullable(workloads.get(name));
    }

    /**
     * Returns the workload of an experiment. Executables and described systems get Maelstrom's workload, if there is
     * one of this name, because the nodes of such systems note no facts.
     *
     * @throws IllegalArgumentException if there is no workload with this name
     */
    public Workload workload(Experiment experiment) {
        Workload named = workload(experiment.workload());
        if (experiment.binary().isEmpty() && experiment.systemFile().isEmpty()) {
            return named;
        }
        Optional<Workload> maelstrom = MaelstromWorkloads.named(named.name());
        if (experiment.binary().isEmpty()) {
            return maelstrom.orElse(named);
        }
        return ExecutableWorkload.of(maelstrom.orElse(named), maelstrom.map(own -> named));
    }

    /**
     * Returns the workload with this name.
     *
     * @throws IllegalArgumentException if there is no workload with this name
     */
    public Workload workload(String name) {
        return findWorkload(name)
                .orElseThrow(() -> new IllegalArgumentException("the workload '" + name + "' is not known by name; "
                        + NearestNames.didYouMean(
                                name, workloads.keySet(), "expected one of " + String.join(", ", workloads.keySet()))));
    }

    /**
     * Returns the claims of every family.
     *
     * @throws WorldException if two claims have the same name, or a claim is about an unknown system
     */
    public List<Claim> claims() {
        List<List<Claim>> claims = families.stream().map(SystemFamily::claims).toList();
        List<Claim> all = List.copyOf(byName("claims", claims, Claim::id).values());
        for (Claim claim : all) {
            claim.trials().forEach(trial -> requireFit(claim, trial));
        }
        return all;
    }

    private void requireFit(Claim claim, Trial trial) {
        SystemUnderTest system = find(trial.system())
                .orElseThrow(() -> new WorldException("the claim " + claim.id() + " is about a system '"
                        + trial.system() + "', which no family has; expected one of squall list"));
        if (trial instanceof Trial.Caught && system.flaw().isEmpty()) {
            throw new WorldException("the claim " + claim.id() + " has the sound system " + system.name()
                    + " caught; expected one with a flaw");
        }
    }
}

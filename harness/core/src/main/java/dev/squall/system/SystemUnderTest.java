package dev.squall.system;

import dev.squall.check.Checker;
import dev.squall.experiment.Variations;
import dev.squall.fault.FaultFamily;
import dev.squall.node.NodeProgram;
import dev.squall.workload.JournalAnalysis;
import dev.squall.world.Cluster;
import dev.squall.world.process.ProcessCluster;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A system under test. The nodes of a system are run from a program, by a deployment, or from a user's own executable.
 *
 * @param name name on the command line and in histories
 * @param description description in one sentence, for lists
 * @param program program of the nodes; empty if they are not written for this harness
 * @param workloads names of the workloads that the system supports, the default first
 * @param flaw the deliberate defect of the system; empty for a sound system
 * @param journalAnalysis creates the analysis of the nodes' journals, a new one for each run
 * @param faults the fault families that the system claims to withstand
 * @param deployment creates the system's world, for systems that only one kind of world can run
 * @param requirements checkers of properties that the system promises in addition to its workloads, by workload name
 * @param workloadOptions default options of the workloads, such as the promised level; an experiment may override them
 * @param variations sizes and settings of the system that a sweep may vary
 */
public record SystemUnderTest(
        String name,
        String description,
        Optional<NodeProgram> program,
        List<String> workloads,
        Optional<Flaw> flaw,
        Function<List<String>, JournalAnalysis> journalAnalysis,
        List<FaultFamily> faults,
        Optional<Deployment> deployment,
        Map<String, List<Checker>> requirements,
        Map<String, String> workloadOptions,
        Variations variations) {

    public SystemUnderTest {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        workloads = List.copyOf(workloads);
        faults = List.copyOf(faults);
        requirements = Map.copyOf(requirements);
        workloadOptions = Map.copyOf(workloadOptions);
        if (program.isPresent() && deployment.isPresent()) {
            throw new IllegalArgumentException(
                    "the system " + name + " has a program and a deployment; expected at most one of them");
        }
    }

    /**
     * Returns a sound system whose nodes run this program, without journal analysis. The system claims to withstand
     * every fault except tampered messages.
     *
     * @param workloads names of the workloads that the system supports, the default first
     */
    public static SystemUnderTest of(String name, String description, NodeProgram program, String... workloads) {
        return sound(name, description, Optional.of(program), List.of(workloads), Optional.empty());
    }

    /** Returns a sound system that runs only in its deployment. */
    public static SystemUnderTest deployed(
            String name, String description, Deployment deployment, List<String> workloads) {
        return sound(name, description, Optional.empty(), workloads, Optional.of(deployment));
    }

    /** Returns a user's own executable as a system that supports these workloads. */
    public static SystemUnderTest executable(String name, List<String> workloads) {
        return sound(name, "an executable", Optional.empty(), workloads, Optional.empty());
    }

    private static SystemUnderTest sound(
            String name,
            String description,
            Optional<NodeProgram> program,
            List<String> workloads,
            Optional<Deployment> deployment) {
        // Excludes tampered messages: a system withstands them only if it says so explicitly.
        List<FaultFamily> everyFault = Arrays.stream(FaultFamily.values())
                .filter(family -> family != FaultFamily.ARBITRARY)
                .toList();
        return new SystemUnderTest(
                name,
                description,
                program,
                workloads,
                Optional.empty(),
                nodes -> JournalAnalysis.NONE,
                everyFault,
                deployment,
                Map.of(),
                Map.of(),
                Variations.NONE);
    }

    /**
     * Returns a variant of this system with a deliberate defect. All other values of the variant are those of this
     * system.
     *
     * @param suffix end of the variant's name, after the name of this system and a hyphen
     */
    public SystemUnderTest flawed(String suffix, String newDescription, NodeProgram newProgram, Flaw newFlaw) {
        return new SystemUnderTest(
                name + "-" + suffix,
                newDescription,
                Optional.of(newProgram),
                workloads,
                Optional.of(newFlaw),
                journalAnalysis,
                faults,
                deployment,
                requirements,
                workloadOptions,
                variations);
    }

    /** Returns the same system with only these workloads. */
    public SystemUnderTest serving(String... names) {
        return new SystemUnderTest(
                name,
                description,
                program,
                List.of(names),
                flaw,
                journalAnalysis,
                faults,
                deployment,
                requirements,
                workloadOptions,
                variations);
    }

    /**
     * Returns the same system with another analysis of its journals. The analysis is created from the names of the
     * nodes.
     */
    public SystemUnderTest journal(Function<List<String>, JournalAnalysis> analysis) {
        return new SystemUnderTest(
                name,
                description,
                program,
                workloads,
                flaw,
                analysis,
                faults,
                deployment,
                requirements,
                workloadOptions,
                variations);
    }

    /** Returns the same system, which claims to withstand only these families of faults. */
    public SystemUnderTest withstanding(Collection<FaultFamily> families) {
        return new SystemUnderTest(
                name,
                description,
                program,
                workloads,
                flaw,
                journalAnalysis,
                List.copyOf(families),
                deployment,
                requirements,
                workloadOptions,
                variations);
    }

    /**
     * Returns the same system with additional checkers for a workload, beside the workload's own checkers. The checkers
     * judge every run of the system and of its flawed variants.
     */
    public SystemUnderTest requiring(String workload, Checker... checkers) {
        Map<String, List<Checker>> all = new TreeMap<>(requirements);
        all.put(workload, List.of(checkers));
        return new SystemUnderTest(
                name,
                description,
                program,
                workloads,
                flaw,
                journalAnalysis,
                faults,
                deployment,
                all,
                workloadOptions,
                variations);
    }

    /**
     * Returns the same system with other default options of its workloads; an experiment may override them. Options
     * that a workload does not know are not passed to it.
     */
    public SystemUnderTest workloadOptions(Map<String, String> options) {
        return new SystemUnderTest(
                name,
                description,
                program,
                workloads,
                flaw,
                journalAnalysis,
                faults,
                deployment,
                requirements,
                options,
                variations);
    }

    /** Returns the same system with other sizes and settings that a sweep may vary. */
    public SystemUnderTest varying(Variations newVariations) {
        return new SystemUnderTest(
                name,
                description,
                program,
                workloads,
                flaw,
                journalAnalysis,
                faults,
                deployment,
                requirements,
                workloadOptions,
                newVariations);
    }

    /**
     * Returns the fault families of the lectures' model that the system withstands and that can be injected into its
     * nodes.
     */
    public List<FaultFamily> usualFaults() {
        return offeredFaults().stream().filter(FaultFamily::isInLecturesModel).toList();
    }

    /** Returns {@link #usualFaults()} and the families beyond the lectures' model, in the order of the families. */
    public List<FaultFamily> offeredFaults() {
        return Arrays.stream(FaultFamily.values())
                .filter(family -> faults.contains(family) && isPossible(family))
                .toList();
    }

    private boolean isPossible(FaultFamily family) {
        Class<? extends Cluster> cluster = deployment
                .<Class<? extends Cluster>>map(Deployment::clusterType)
                .orElse(ProcessCluster.class);
        return program.isPresent() || FaultFamily.possibleOn(cluster).contains(family);
    }
}

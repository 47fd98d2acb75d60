package dev.squall.system;

import dev.squall.check.Checker;
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
 * A system that can be put under test. Its nodes come from a program, from a deployment, or are somebody's own
 * executables.
 *
 * @param name on the command line and in histories
 * @param description one sentence for lists
 * @param program makes its nodes; empty if they are not written for this harness
 * @param workloads the names of the workloads that it serves, the usual one first
 * @param flaw the deliberate error in it; empty for a sound system
 * @param journalAnalysis makes the analysis of these nodes' journals, one for each run
 * @param faults the fault families that it claims to withstand
 * @param deployment makes its world if only one kind of world can run it
 * @param requirements checkers of what it promises beyond its workloads, by the name of the workload
 * @param workloadOptions options of its workloads, such as the level that it promises, unless an experiment sets them
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
        Map<String, String> workloadOptions) {

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
     * Returns a sound system of nodes of this program, which notes nothing that is checked and withstands every fault.
     *
     * @param workloads the names of the workloads that it serves, the usual one first
     */
    public static SystemUnderTest of(String name, String description, NodeProgram program, String... workloads) {
        return sound(name, description, Optional.of(program), List.of(workloads), Optional.empty());
    }

    /** Returns a sound system that runs only where its deployment puts it. */
    public static SystemUnderTest deployed(
            String name, String description, Deployment deployment, List<String> workloads) {
        return sound(name, description, Optional.empty(), workloads, Optional.of(deployment));
    }

    /** Returns somebody's own executable as a system that serves these workloads. */
    public static SystemUnderTest executable(String name, List<String> workloads) {
        return sound(name, "an executable", Optional.empty(), workloads, Optional.empty());
    }

    private static SystemUnderTest sound(
            String name,
            String description,
            Optional<NodeProgram> program,
            List<String> workloads,
            Optional<Deployment> deployment) {
        // No system withstands tampered messages unless it says so.
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
                Map.of());
    }

    /**
     * Returns a variant of this system with a deliberate error. The rest is as in this system.
     *
     * @param suffix the end of its name, after the name of this system and a hyphen
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
                workloadOptions);
    }

    /** Returns the same system, serving only these workloads. */
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
                workloadOptions);
    }

    /** Returns the same system, whose journals are read by such an analysis. It is made from the names of the nodes. */
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
                workloadOptions);
    }

    /** Returns the same system, claiming to withstand only these families of faults. */
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
                workloadOptions);
    }

    /**
     * Returns the same system, promising under a workload what these checkers check, beside what the workload's own do.
     * Every run judges it, as do those of its flawed variants.
     */
    public SystemUnderTest requiring(String workload, Checker... checkers) {
        Map<String, List<Checker>> all = new TreeMap<>(requirements);
        all.put(workload, List.of(checkers));
        return new SystemUnderTest(
                name, description, program, workloads, flaw, journalAnalysis, faults, deployment, all, workloadOptions);
    }

    /**
     * Returns the same system, whose workloads have these options unless an experiment sets them. An option that a
     * workload does not take is left out for it.
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
                options);
    }

    /** Returns the faults of the lectures' model that it withstands and that its nodes can suffer. */
    public List<FaultFamily> usualFaults() {
        return offeredFaults().stream().filter(FaultFamily::isInLecturesModel).toList();
    }

    /** Returns {@link #usualFaults()} and those beyond the lectures' model, in the order of the families. */
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

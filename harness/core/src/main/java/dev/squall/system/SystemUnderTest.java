package dev.squall.system;

import dev.squall.fault.FaultFamily;
import dev.squall.node.NodeProgram;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A system that can be put under test.
 *
 * @param name on the command line and in histories
 * @param description one sentence for lists
 * @param program how its nodes are made; empty if they are somebody's own executables
 * @param workloads the names of the workloads that it serves, the usual one first
 * @param flaw what is wrong with it on purpose; empty for a sound system
 * @param journalAnalysis makes what reads the journals of these nodes during a run
 * @param faults the names of the families of faults that its system model has, and so that it claims to withstand
 */
public record SystemUnderTest(
        String name,
        String description,
        Optional<NodeProgram> program,
        List<String> workloads,
        Optional<Flaw> flaw,
        Function<List<String>, JournalAnalysis> journalAnalysis,
        List<String> faults) {

    public SystemUnderTest {
        workloads = List.copyOf(workloads);
        faults = List.copyOf(faults);
    }

    /** A system that claims to withstand every fault. */
    public SystemUnderTest(
            String name,
            String description,
            Optional<NodeProgram> program,
            List<String> workloads,
            Optional<Flaw> flaw,
            Function<List<String>, JournalAnalysis> journalAnalysis) {
        this(name, description, program, workloads, flaw, journalAnalysis, everyFault());
    }

    private static List<String> everyFault() {
        return Arrays.stream(FaultFamily.values()).map(FaultFamily::faultName).toList();
    }
}

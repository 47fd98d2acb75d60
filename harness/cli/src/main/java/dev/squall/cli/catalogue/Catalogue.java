package dev.squall.cli.catalogue;

import dev.squall.fault.FaultFamily;
import dev.squall.run.ProvidedSystems;
import dev.squall.system.JournalAnalysis;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import dev.squall.workload.Workloads;
import dev.squall.world.process.ProcessCluster;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The systems and workloads that are known by name. */
public final class Catalogue {

    private static final List<SystemUnderTest> SYSTEMS = Stream.of(
                    LinkSystems.all(), QuorumSystems.all(), RaftSystems.all(), EventualSystems.all())
            .flatMap(List::stream)
            .toList();

    private Catalogue() {}

    /** The systems that run in every world, by families, the sound ones of each first. */
    public static List<SystemUnderTest> systems() {
        return SYSTEMS;
    }

    public static Optional<SystemUnderTest> system(String name) {
        return SYSTEMS.stream().filter(system -> system.name().equals(name)).findFirst();
    }

    /** The systems that nobody wrote for this harness, which run in containers only. */
    public static List<SystemUnderTest> providedSystems() {
        return ProvidedSystems.all();
    }

    /** Of {@link #providedSystems()}. */
    public static Optional<SystemUnderTest> providedSystem(String name) {
        return providedSystems().stream()
                .filter(system -> system.name().equals(name))
                .findFirst();
    }

    /** Somebody's own executable as a system that serves every workload. */
    public static SystemUnderTest executable(String name) {
        return new SystemUnderTest(
                name,
                "an executable",
                Optional.empty(),
                Workloads.names(),
                Optional.empty(),
                nodes -> JournalAnalysis.NONE);
    }

    public static List<Workload> workloads() {
        return Workloads.all();
    }

    public static Workload workload(String name) {
        return Workloads.named(name).orElseThrow();
    }

    /** The faults that a system's model and the lectures' have, and that its nodes can be made to suffer, by name. */
    public static List<String> faultsOf(SystemUnderTest system) {
        return faultsToAskFor(system).stream()
                .filter(fault -> FaultFamily.named(fault).orElseThrow().isInLecturesModel())
                .toList();
    }

    /** As {@link #faultsOf}, and with those beyond the lectures' model. */
    public static List<String> faultsToAskFor(SystemUnderTest system) {
        Set<FaultFamily> possible = system.program().isPresent()
                ? EnumSet.allOf(FaultFamily.class)
                : FaultFamily.possibleOn(ProcessCluster.class);
        return possible.stream()
                .map(FaultFamily::faultName)
                .filter(system.faults()::contains)
                .toList();
    }
}

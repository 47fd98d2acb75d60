package dev.squall.cli;

import dev.squall.cluster.Faculty;
import dev.squall.experiment.Flaw;
import dev.squall.experiment.JournalAnalysis;
import dev.squall.experiment.SystemUnderTest;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.lectures.raft.flawed.CommitBelowQuorum;
import dev.squall.lectures.raft.flawed.LeaderReadsItsOwnState;
import dev.squall.lectures.raft.flawed.VoteNotStable;
import dev.squall.nemesis.NemesisPackage;
import dev.squall.node.NodeProgram;
import dev.squall.workload.LinKvWorkload;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The systems and workloads that are known by name. */
public final class Catalogue {

    private static final List<Workload> WORKLOADS = List.of(new LinKvWorkload());

    private static final List<SystemUnderTest> SYSTEMS = List.of(
            raft("raft-kv", "a replicated map over Raft, reads through the log", new RaftProgram(), null),
            raft(
                    "raft-kv-vote-not-stable",
                    "Raft that keeps its term and vote in memory only",
                    new VoteNotStable(),
                    new Flaw("after a restart a node votes again in a term", "two-leaders-in-one-term")),
            raft(
                    "raft-kv-leader-reads-its-own-state",
                    "Raft whose leader answers reads at once from its own state",
                    new LeaderReadsItsOwnState(),
                    new Flaw("a deposed leader answers with what has since been overwritten", "stale-read")),
            raft(
                    "raft-kv-commit-below-quorum",
                    "Raft that commits what fewer than a quorum have",
                    new CommitBelowQuorum(),
                    new Flaw(
                            "what one node applied, another leader replaces",
                            "different-entries-applied-at-one-index")));

    private Catalogue() {}

    private static SystemUnderTest raft(String name, String description, NodeProgram program, Flaw flaw) {
        return new SystemUnderTest(
                name,
                description,
                Optional.of(program),
                List.of("lin-kv"),
                Optional.ofNullable(flaw),
                RaftJournal::new);
    }

    /** All systems, sound ones first. */
    public static List<SystemUnderTest> systems() {
        return SYSTEMS;
    }

    public static Optional<SystemUnderTest> system(String name) {
        return SYSTEMS.stream().filter(system -> system.name().equals(name)).findFirst();
    }

    /** Somebody's own executable as a system that serves every workload. */
    public static SystemUnderTest executable(String name) {
        return new SystemUnderTest(
                name,
                "an executable",
                Optional.empty(),
                WORKLOADS.stream().map(Workload::name).toList(),
                Optional.empty(),
                () -> JournalAnalysis.NONE);
    }

    public static List<Workload> workloads() {
        return WORKLOADS;
    }

    public static Workload workload(String name) {
        return WORKLOADS.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The names of the faults that a system can take. */
    public static List<String> faultsOf(SystemUnderTest system) {
        Set<Faculty> faculties = system.program().isPresent()
                ? EnumSet.allOf(Faculty.class)
                : EnumSet.of(Faculty.LINKS, Faculty.KILL, Faculty.PAUSE);
        List<String> faults = new ArrayList<>();
        for (NemesisPackage family : NemesisPackage.values()) {
            if (faculties.containsAll(family.needs())) {
                faults.add(family.faultName());
            }
        }
        return faults;
    }
}

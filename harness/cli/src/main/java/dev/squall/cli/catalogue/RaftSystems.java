package dev.squall.cli.catalogue;

import dev.squall.experiment.Flaw;
import dev.squall.experiment.SystemUnderTest;
import dev.squall.lectures.raft.RaftProgram;
import dev.squall.lectures.raft.flawed.CommitBelowQuorum;
import dev.squall.lectures.raft.flawed.LeaderReadsItsOwnState;
import dev.squall.lectures.raft.flawed.VoteNotStable;
import dev.squall.node.NodeProgram;
import java.util.List;
import java.util.Optional;

/** Raft and what runs on it (lecture 6.2). */
final class RaftSystems {

    private RaftSystems() {}

    static List<SystemUnderTest> all() {
        return List.of(
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
    }

    private static SystemUnderTest raft(String name, String description, NodeProgram program, Flaw flaw) {
        return new SystemUnderTest(
                name,
                description,
                Optional.of(program),
                List.of("lin-kv", "session-sticky", "session-roaming"),
                Optional.ofNullable(flaw),
                nodes -> new RaftJournal());
    }
}

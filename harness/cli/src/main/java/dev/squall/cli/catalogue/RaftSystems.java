package dev.squall.cli.catalogue;

import dev.squall.lectures.raft.RaftProgram;
import dev.squall.lectures.raft.flawed.CommitBelowQuorum;
import dev.squall.lectures.raft.flawed.EqualElectionTimeouts;
import dev.squall.lectures.raft.flawed.LeaderReadsItsOwnState;
import dev.squall.lectures.raft.flawed.LeaseReadsByWallClock;
import dev.squall.lectures.raft.flawed.LogComparisonLeftOut;
import dev.squall.lectures.raft.flawed.NonDeterministicCommand;
import dev.squall.lectures.raft.flawed.OlderTermCommittedByCounting;
import dev.squall.lectures.raft.flawed.PreviousEntryCheckLeftOut;
import dev.squall.lectures.raft.flawed.RetriesWithoutDeduplication;
import dev.squall.lectures.raft.flawed.VoteNotStable;
import dev.squall.node.NodeProgram;
import dev.squall.system.Flaw;
import dev.squall.system.SystemUnderTest;
import java.util.List;
import java.util.Optional;

/** Raft and what runs on it (lecture 6.2). */
final class RaftSystems {

    private static final List<String> WORKLOADS = List.of(
            "lin-kv",
            "append-kv",
            "register",
            "read-your-writes",
            "compare-and-set",
            "session-sticky",
            "session-roaming");

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
                        "raft-kv-equal-election-timeouts",
                        "Raft whose nodes all wait equally long before they stand for election",
                        new EqualElectionTimeouts(),
                        new Flaw("elections tie again and again", "no-recovery")),
                raft(
                        "raft-kv-log-comparison-left-out",
                        "Raft whose nodes vote for a candidate whatever its log holds",
                        new LogComparisonLeftOut(),
                        new Flaw("a leader lacks what was committed before", "committed-entry-missing-in-leader")),
                raft(
                        "raft-kv-older-term-committed-by-counting",
                        "Raft that commits an entry of an earlier term once a quorum has it",
                        new OlderTermCommittedByCounting(),
                        new Flaw("a later leader replaces what was committed", "committed-entry-missing-in-leader")),
                raft(
                        "raft-kv-previous-entry-check-left-out",
                        "Raft whose followers append without looking at the entry before",
                        new PreviousEntryCheckLeftOut(),
                        new Flaw("logs that agree on an entry differ before it", "logs-diverge-below-agreement")),
                raft(
                        "raft-kv-commit-below-quorum",
                        "Raft that commits what fewer than a quorum have",
                        new CommitBelowQuorum(),
                        new Flaw(
                                "what one node applied, another leader replaces",
                                "different-entries-applied-at-one-index")),
                raft(
                        "raft-kv-non-deterministic-command",
                        "Raft under a store whose nodes draw lots when they apply a command",
                        new NonDeterministicCommand(),
                        new Flaw("the same commands lead to different states", "replica-states-differ")),
                raft(
                        "raft-kv-leader-reads-its-own-state",
                        "Raft whose leader answers reads at once from its own state",
                        new LeaderReadsItsOwnState(),
                        new Flaw(
                                "a leader that was deposed, or is too new to know what is committed, answers with an"
                                        + " older value",
                                "stale-read")),
                raft(
                        "raft-kv-lease-reads-by-wall-clock",
                        "Raft whose leader answers reads from its own state by a lease on the wall clock",
                        new LeaseReadsByWallClock(),
                        new Flaw("a clock set back prolongs the lease of a deposed leader", "stale-read")),
                raft(
                        "raft-kv-retries-without-deduplication",
                        "Raft under a store that applies a command as often as the log holds it",
                        List.of("append-kv", "lin-kv"),
                        new RetriesWithoutDeduplication(),
                        new Flaw("an append that was passed on again is done twice", "append-applied-twice")));
    }

    private static SystemUnderTest raft(String name, String description, NodeProgram program, Flaw flaw) {
        return raft(name, description, WORKLOADS, program, flaw);
    }

    private static SystemUnderTest raft(
            String name, String description, List<String> workloads, NodeProgram program, Flaw flaw) {
        return new SystemUnderTest(
                name,
                description,
                Optional.of(program),
                workloads,
                Optional.ofNullable(flaw),
                nodes -> new RaftJournal());
    }
}

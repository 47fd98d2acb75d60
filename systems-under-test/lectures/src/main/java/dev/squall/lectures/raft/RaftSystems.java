package dev.squall.lectures.raft;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.survives;

import dev.squall.experiment.Variations;
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
import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.Latency;
import java.util.List;
import java.util.Map;

/** State machine replication by Raft (lectures 5.3, 6.1, 6.2 and 7.2). */
public final class RaftSystems implements SystemFamily {

    private static final String APPEND_KV = "append-kv";
    private static final String ENTRIES_PER_MESSAGE = "entries-per-message";
    private static final String SNAPSHOT_EVERY = "snapshot-every";

    /** Bound on the recovery time after healing: twenty times the longest election timeout. */
    private static final long RECOVERY_BOUND_MILLIS = 6_000;

    private static final SystemUnderTest RAFT = SystemUnderTest.of(
                    "raft-kv",
                    "a replicated map over Raft, reads through the log",
                    new RaftProgram(),
                    "lin-kv",
                    APPEND_KV,
                    "register",
                    "read-your-writes",
                    "compare-and-set",
                    "session-sticky",
                    "session-roaming")
            .journal(nodes -> new RaftJournal())
            .varying(new Variations(
                    List.of(3, 4, 5, 6, 7),
                    Map.of(
                            ENTRIES_PER_MESSAGE, List.of("1", "2", "8", "64"),
                            SNAPSHOT_EVERY, List.of("2", "10", "100", "1000"))));

    @Override
    public String topic() {
        return "raft";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                RAFT,
                RAFT.flawed(
                        "vote-not-stable",
                        "Raft that keeps its term and vote in memory only",
                        new VoteNotStable(),
                        new Flaw("after a restart a node votes again in a term", "two-leaders-in-one-term")),
                RAFT.flawed(
                        "equal-election-timeouts",
                        "Raft whose nodes all wait equally long before they stand for election",
                        new EqualElectionTimeouts(),
                        new Flaw("elections tie again and again", "no-recovery")),
                RAFT.flawed(
                        "log-comparison-left-out",
                        "Raft whose nodes vote for a candidate whatever its log holds",
                        new LogComparisonLeftOut(),
                        new Flaw("a leader lacks what was committed before", "committed-entry-missing-in-leader")),
                RAFT.flawed(
                        "older-term-committed-by-counting",
                        "Raft that commits an entry of an earlier term once a quorum has it",
                        new OlderTermCommittedByCounting(),
                        new Flaw("a later leader replaces what was committed", "committed-entry-missing-in-leader")),
                RAFT.flawed(
                        "previous-entry-check-left-out",
                        "Raft whose followers append without looking at the entry before",
                        new PreviousEntryCheckLeftOut(),
                        new Flaw("logs that agree on an entry differ before it", "logs-diverge-below-agreement")),
                RAFT.flawed(
                        "commit-below-quorum",
                        "Raft that commits what fewer than a quorum have",
                        new CommitBelowQuorum(),
                        new Flaw(
                                "what one node applied, another leader replaces",
                                "different-entries-applied-at-one-index")),
                RAFT.flawed(
                        "non-deterministic-command",
                        "Raft under a store whose nodes draw lots when they apply a command",
                        new NonDeterministicCommand(),
                        new Flaw("the same commands lead to different states", "replica-states-differ")),
                RAFT.flawed(
                        "leader-reads-its-own-state",
                        "Raft whose leader answers reads at once from its own state",
                        new LeaderReadsItsOwnState(),
                        new Flaw(
                                "a leader that was deposed, or is too new to know what is committed, answers with an"
                                        + " older value",
                                "stale-read")),
                RAFT.flawed(
                        "lease-reads-by-wall-clock",
                        "Raft whose leader answers reads from its own state by a lease on the wall clock",
                        new LeaseReadsByWallClock(),
                        new Flaw("a clock set back prolongs the lease of a deposed leader", "stale-read")),
                RAFT.flawed(
                                "retries-without-deduplication",
                                "Raft under a store that applies a command as often as the log holds it",
                                new RetriesWithoutDeduplication(),
                                new Flaw("an append that was passed on again is done twice", "append-applied-twice"))
                        .serving(APPEND_KV, "lin-kv"));
    }

    private static ExperimentDraft raft() {
        return on("raft-kv").timeLimitMillis(10_000).recoveryBoundMillis(RECOVERY_BOUND_MILLIS);
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                replication(),
                new Claim(
                        "raft-election-safety",
                        "6.2",
                        "at most one leader in a term",
                        survives(raft().nodeCount(3), 120),
                        caught(on("raft-kv-vote-not-stable").timeLimitMillis(5_000))),
                logMatching(),
                leaderCompleteness(),
                new Claim(
                        "raft-state-machine-safety",
                        "6.2",
                        "no two nodes apply different entries at one index",
                        survives(raft().ratePerSecond(400), 90),
                        caught(on("raft-kv-commit-below-quorum").timeLimitMillis(10_000))),
                linearizable(),
                new Claim(
                        "raft-liveness",
                        "6.1, 6.2",
                        "with a quorum up and the network calm, commands commit within 20 election timeouts",
                        survives(raft().ratePerSecond(50), 180),
                        caught(on("raft-kv-equal-election-timeouts")
                                .timeLimitMillis(2_000)
                                .faults()
                                .latencyDistribution(Latency.Distribution.CONSTANT))));
    }

    private static Claim replication() {
        return new Claim(
                "state-machine-replication",
                "5.3",
                "total order broadcast and determinism keep replicas equal",
                survives(raft().option(SNAPSHOT_EVERY, 50), 120),
                // Nodes journal a digest of their state with each snapshot, so frequent snapshots reveal a difference
                // in a short run.
                caught(on("raft-kv-non-deterministic-command")
                        .timeLimitMillis(2_000)
                        .faults()
                        .option(SNAPSHOT_EVERY, 4)));
    }

    private static Claim logMatching() {
        return new Claim(
                "raft-log-matching",
                "6.2",
                "two logs that agree on an entry's index and term agree on all before",
                survives(raft().option(ENTRIES_PER_MESSAGE, 2), 120),
                caught(on("raft-kv-previous-entry-check-left-out")
                        .timeLimitMillis(20_000)
                        .withoutSwarm()
                        .faults(PARTITION, KILL)
                        .nemesisIntervalMillis(800)
                        .operationTimeoutMillis(50)
                        .clientsPerNode(6)
                        .ratePerSecond(400)
                        .option(ENTRIES_PER_MESSAGE, 1)));
    }

    private static Claim leaderCompleteness() {
        return new Claim(
                "raft-leader-completeness",
                "6.2",
                "a committed entry is in every later leader's log",
                survives(raft(), 120),
                caught(on("raft-kv-log-comparison-left-out").timeLimitMillis(5_000)),
                // Slow messages alone often cause an election while only some nodes have the leader's entries. The
                // trial needs no fault.
                caught(on("raft-kv-older-term-committed-by-counting")
                        .timeLimitMillis(10_000)
                        .withoutSwarm()
                        .faults()
                        .latencyMillis(60)
                        .latencyDistribution(Latency.Distribution.EXPONENTIAL)
                        .option(ENTRIES_PER_MESSAGE, 1)
                        .recoveryBoundMillis(30_000)
                        .ratePerSecond(20)));
    }

    private static Claim linearizable() {
        return new Claim(
                "raft-kv-linearizable",
                "6.2, 7.2",
                "a map over Raft, reads through the log, is linearizable",
                survives(
                        on("raft-kv")
                                .workload(APPEND_KV)
                                .timeLimitMillis(10_000)
                                .recoveryBoundMillis(RECOVERY_BOUND_MILLIS),
                        120),
                survives(raft().faults(CLOCK, PARTITION, KILL), 60),
                caught(on("raft-kv-leader-reads-its-own-state")
                        .workload(APPEND_KV)
                        .timeLimitMillis(10_000)
                        .faults(PARTITION, PAUSE)
                        .operationTimeoutMillis(200)),
                caught(on("raft-kv-lease-reads-by-wall-clock")
                        .workload(APPEND_KV)
                        .timeLimitMillis(20_000)
                        .withoutSwarm()
                        .faults(PARTITION, CLOCK)
                        .nemesisIntervalMillis(600)
                        .operationTimeoutMillis(100)
                        .clientsPerNode(4)
                        .ratePerSecond(400)),
                caught(on("raft-kv-retries-without-deduplication")
                        .timeLimitMillis(5_000)
                        .faults(PARTITION, PACKET, KILL)));
    }
}

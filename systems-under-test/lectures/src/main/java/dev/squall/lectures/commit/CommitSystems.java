package dev.squall.lectures.commit;

import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.exhaustive;
import static dev.squall.system.Trial.survives;

import dev.squall.lectures.commit.CommitJournal.Decider;
import dev.squall.lectures.commit.flawed.CoordinatorForgets;
import dev.squall.lectures.commit.flawed.DecisionNotStable;
import dev.squall.lectures.commit.flawed.LaterVoteCounts;
import dev.squall.lectures.commit.flawed.ParticipantDecidesAlone;
import dev.squall.lectures.commit.flawed.VoteNotStable;
import dev.squall.lectures.commit.flawed.VotesWithoutBroadcast;
import dev.squall.system.Claim;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import java.util.List;

/** Atomic commitment (lecture 7.1): two-phase commit, and its fault-tolerant form. */
public final class CommitSystems implements SystemFamily {

    private static final String DECISIONS_DIFFER = "decisions-differ";

    private static final SystemUnderTest TWO_PHASE = SystemUnderTest.of(
                    "2pc",
                    "two-phase commit, with votes and decisions on stable storage",
                    new TwoPhaseCommitProgram(),
                    CommitWorkload.NAME)
            .journal(nodes -> new CommitJournal(Decider.COORDINATOR));

    private static final SystemUnderTest FAULT_TOLERANT = SystemUnderTest.of(
                    "2pc-fault-tolerant",
                    "two-phase commit with votes by total order broadcast over Raft",
                    new FaultTolerantCommitProgram(),
                    CommitWorkload.NAME)
            .journal(nodes -> new CommitJournal(Decider.VOTES));

    @Override
    public String topic() {
        return "commit";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                TWO_PHASE,
                FAULT_TOLERANT,
                TWO_PHASE.flawed(
                        "vote-not-stable",
                        "two-phase commit whose participants keep their votes in memory",
                        new VoteNotStable(),
                        new Flaw("a restarted participant has lost what it promised to commit", DECISIONS_DIFFER)),
                TWO_PHASE.flawed(
                        "decision-not-stable",
                        "two-phase commit whose coordinators send decisions that they have not stored",
                        new DecisionNotStable(),
                        new Flaw("a restarted coordinator aborts what it has committed", DECISIONS_DIFFER)),
                TWO_PHASE.flawed(
                        "participant-decides-alone",
                        "two-phase commit whose participants abort after a timeout in doubt",
                        new ParticipantDecidesAlone(),
                        new Flaw("the coordinator may have decided to commit", "decided-in-doubt")),
                TWO_PHASE.flawed(
                        "coordinator-forgets",
                        "two-phase commit whose restarted coordinators begin anew",
                        new CoordinatorForgets(),
                        new Flaw("participants in doubt wait for a decision for ever", "transaction-undecided")),
                FAULT_TOLERANT.flawed(
                        "later-vote-counts",
                        "fault-tolerant two-phase commit that counts every vote of a participant",
                        new LaterVoteCounts(),
                        new Flaw("a later vote changes the decision", DECISIONS_DIFFER)),
                FAULT_TOLERANT.flawed(
                        "votes-without-broadcast",
                        "fault-tolerant two-phase commit that sends votes to each node",
                        new VotesWithoutBroadcast(),
                        new Flaw("the first vote is not the same at all nodes", DECISIONS_DIFFER)));
    }

    @Override
    public List<Workload> workloads() {
        return List.of(new CommitWorkload());
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Claim(
                        "2pc-atomic",
                        "7.1",
                        "all participants commit, or all abort, also over crashes of participants and coordinator;"
                                + " with two-phase locking, a store of participants is strictly serializable",
                        survives(on("2pc").timeLimitMillis(5_000).ratePerSecond(100), 120),
                        caught(on("2pc-vote-not-stable").timeLimitMillis(5_000)),
                        caught(on("2pc-decision-not-stable")
                                .timeLimitMillis(5_000)
                                .faults(PACKET, KILL)
                                .withoutSwarm()),
                        caught(on("2pc-participant-decides-alone").timeLimitMillis(3_000)),
                        caught(on("2pc-coordinator-forgets").timeLimitMillis(5_000)),
                        survives(on("2pc-store").timeLimitMillis(5_000), 30),
                        survives(on("2pc-store").workload("bank").timeLimitMillis(5_000), 30),
                        caught(on("2pc-store-read-locks-released-early").timeLimitMillis(3_000)),
                        caught(on("2pc-store-reads-without-locks").timeLimitMillis(3_000)),
                        caught(on("2pc-store-no-deadlock-handling")
                                .timeLimitMillis(3_000)
                                .faults())),
                new Claim(
                        "2pc-blocks",
                        "7.1",
                        "if the coordinator crashes after the votes, participants in doubt block until it returns",
                        exhaustive(
                                on("2pc").nodeCount(3), new CoordinatorCrashCases(new TwoPhaseCommitProgram(), true))),
                new Claim(
                        "2pc-fault-tolerant",
                        "7.1",
                        "two-phase commit with the votes sent through total order broadcast does not block",
                        survives(on("2pc-fault-tolerant").timeLimitMillis(5_000).ratePerSecond(30), 100),
                        exhaustive(
                                on("2pc-fault-tolerant").nodeCount(3),
                                new CoordinatorCrashCases(new FaultTolerantCommitProgram(), false)),
                        caught(on("2pc-fault-tolerant-later-vote-counts")
                                .nodeCount(3)
                                .timeLimitMillis(3_000)),
                        caught(on("2pc-fault-tolerant-votes-without-broadcast")
                                .nodeCount(3)
                                .timeLimitMillis(3_000))));
    }
}

package dev.squall.lectures.quorum;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.answers;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.survives;

import dev.squall.experiment.Variations;
import dev.squall.lectures.quorum.flawed.AnswersOnBothSides;
import dev.squall.lectures.quorum.flawed.CasByReadThenWrite;
import dev.squall.lectures.quorum.flawed.NoReadRepair;
import dev.squall.lectures.quorum.flawed.QuorumsDoNotOverlap;
import dev.squall.lectures.quorum.flawed.ReadRepairNotAwaited;
import dev.squall.lectures.quorum.flawed.VersionFromWallClock;
import dev.squall.lectures.quorum.flawed.VersionReusedAfterRestart;
import dev.squall.node.NodeProgram;
import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Trial;
import dev.squall.system.Trial.Isolation;
import java.util.List;
import java.util.Map;

/** Replication by quorums (lectures 5.2 and 7.2), and the conditions for linearizability. */
public final class QuorumSystems implements SystemFamily {

    private static final String REGISTER = "register";
    private static final String STICKY = "session-sticky";
    private static final String ROAMING = "session-roaming";
    private static final String READ_YOUR_WRITES = "read-your-writes";
    private static final String READ_YOUR_WRITES_BROKEN = "read-your-writes-broken";
    private static final String COMPARE_AND_SET = "compare-and-set";
    private static final String STALE_READ = "stale-read";

    private static final List<String> ALL = List.of("n1", "n2", "n3", "n4", "n5");
    private static final List<String> MAJORITY = List.of("n3", "n4", "n5");

    private static final Variations VARIATIONS = new Variations(
            List.of(3, 4, 5, 6, 7), Map.of(QuorumOptions.COMPACT_ABOVE, List.of("0", "5", "50", "1000")));

    private static final SystemUnderTest PLAIN = SystemUnderTest.of(
                    "quorum",
                    "reads and writes of quorums that overlap, without read repair",
                    new PlainQuorumProgram(),
                    READ_YOUR_WRITES,
                    STICKY,
                    ROAMING)
            .journal(nodes -> new QuorumJournal())
            .varying(VARIATIONS);

    private static final SystemUnderTest ABD = SystemUnderTest.of(
                    "quorum-abd",
                    "reads and writes of quorums, and write-back on reads",
                    new QuorumProgram(),
                    REGISTER,
                    READ_YOUR_WRITES,
                    STICKY,
                    ROAMING)
            .journal(nodes -> new QuorumJournal())
            .varying(VARIATIONS);

    @Override
    public String topic() {
        return "quorums";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                PLAIN,
                ABD,
                PLAIN.flawed(
                                "do-not-overlap",
                                "quorum reads and writes with r + w = n",
                                new QuorumsDoNotOverlap(),
                                new Flaw(
                                        "a read asks only replicas that its client's write missed",
                                        READ_YOUR_WRITES_BROKEN))
                        .serving(READ_YOUR_WRITES),
                flawedAbd(
                        "no-read-repair",
                        "quorum reads without write-back, called linearizable",
                        new NoReadRepair(),
                        REGISTER,
                        new Flaw("while a write is under way a later read returns the older value", STALE_READ)),
                flawedAbd(
                        "read-repair-not-awaited",
                        "quorum reads that are answered before their write-back is done",
                        new ReadRepairNotAwaited(),
                        REGISTER,
                        new Flaw("a read that follows at once misses the write-back", STALE_READ)),
                flawedAbd(
                        "version-from-wall-clock",
                        "quorum writes with timestamps from the wall clock",
                        new VersionFromWallClock(),
                        REGISTER,
                        new Flaw("a later write has an earlier timestamp and is lost", STALE_READ)),
                flawedAbd(
                        "version-reused-after-restart",
                        "quorum writes that one writer numbers by a counter in memory only",
                        new VersionReusedAfterRestart(),
                        READ_YOUR_WRITES,
                        new Flaw("a restarted node gives its versions to other values", READ_YOUR_WRITES_BROKEN)),
                flawedAbd(
                        "answers-on-both-sides",
                        "a quorum store that answers from one replica when it has no quorum",
                        new AnswersOnBothSides(),
                        REGISTER,
                        new Flaw("the two sides of a partition know nothing of each other", STALE_READ)),
                flawedAbd(
                        "cas-by-read-then-write",
                        "compare-and-set made of a quorum read and a quorum write",
                        new CasByReadThenWrite(),
                        COMPARE_AND_SET,
                        new Flaw("two compare-and-sets succeed from one value", "lost-update")));
    }

    private static SystemUnderTest flawedAbd(
            String suffix, String description, NodeProgram program, String workload, Flaw flaw) {
        return ABD.flawed(suffix, description, program, flaw).serving(workload);
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Claim(
                        "quorum-read-your-write",
                        "5.2",
                        "with r + w > n a client reads its own writes",
                        survives(on("quorum").timeLimitMillis(10_000), 120),
                        survives(on("quorum").nodeCount(3).timeLimitMillis(10_000), 120),
                        caught(on("quorum-do-not-overlap")
                                .timeLimitMillis(3_000)
                                .faults(PARTITION)
                                .withoutSwarm())),
                new Claim(
                        "quorum-availability",
                        "5.2",
                        "with majorities as quorums, reads and writes go on while a minority is down",
                        answers(on("quorum-abd"), Isolation.DOWN, List.of("n1", "n2"), MAJORITY),
                        answers(on("quorum-abd"), Isolation.DOWN, List.of("n1", "n2", "n3"), List.of())),
                new Claim(
                        "quorum-not-linearizable",
                        "7.2",
                        "r + w > n alone is not enough for linearizability",
                        survives(on("quorum").timeLimitMillis(5_000), 60),
                        caught(smallReadQuorums(on("quorum-abd-no-read-repair").timeLimitMillis(4_000))),
                        caught(on("quorum-abd-no-read-repair")
                                .timeLimitMillis(5_000)
                                .faults(PACKET)
                                .withoutSwarm()
                                .ratePerSecond(500)
                                .nemesisIntervalMillis(500))),
                new Claim(
                        "quorum-abd",
                        "7.2",
                        "with write-back on reads and timestamps that are never reused, get and set are linearizable",
                        survives(on("quorum-abd").timeLimitMillis(10_000), 180),
                        caught(smallReadQuorums(
                                on("quorum-abd-read-repair-not-awaited").timeLimitMillis(5_000))),
                        caught(on("quorum-abd-version-from-wall-clock")
                                .timeLimitMillis(3_000)
                                .faults(CLOCK)
                                .withoutSwarm()),
                        caught(on("quorum-abd-version-reused-after-restart")
                                .timeLimitMillis(4_000)
                                .faults(KILL)
                                .withoutSwarm())),
                new Claim(
                        "quorum-cas",
                        "7.2",
                        "quorums do not give a linearizable compare-and-set; total order broadcast does",
                        survives(on("raft-kv").workload(COMPARE_AND_SET).timeLimitMillis(10_000), 60),
                        caught(on("quorum-abd-cas-by-read-then-write")
                                .timeLimitMillis(1_000)
                                .faults())),
                new Claim(
                        "cap",
                        "7.3",
                        "a linearizable store cannot answer on the minority's side; an eventually consistent one can",
                        minorityCutOff(on("quorum-abd"), MAJORITY),
                        minorityCutOff(on("raft-kv").workload(REGISTER), MAJORITY),
                        minorityCutOff(on("lww-map").workload("eventual-register"), ALL),
                        caught(on("quorum-abd-answers-on-both-sides")
                                .timeLimitMillis(5_000)
                                .faults(PARTITION)
                                .withoutSwarm()),
                        caught(on("lww-map-answers-on-both-sides").timeLimitMillis(3_000))));
    }

    private static ExperimentDraft smallReadQuorums(ExperimentDraft draft) {
        return draft.faults().ratePerSecond(500).option("read-quorum", 2).option("write-quorum", 4);
    }

    private static Trial minorityCutOff(ExperimentDraft draft, List<String> answering) {
        return answers(draft, Isolation.CUT_OFF, List.of("n1", "n2"), answering);
    }
}

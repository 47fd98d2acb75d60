package dev.squall.lectures.eventual;

import static dev.squall.check.session.GuaranteeTally.Finding.BROKEN;
import static dev.squall.check.session.GuaranteeTally.Finding.KEPT;
import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.sessions;
import static dev.squall.system.Trial.survives;

import dev.squall.check.session.Guarantee;
import dev.squall.check.session.GuaranteeTally.Finding;
import dev.squall.check.session.SessionGuarantees;
import dev.squall.lectures.eventual.flawed.AnswersOnBothSides;
import dev.squall.lectures.eventual.flawed.LastWriterWinsByWallClock;
import dev.squall.lectures.eventual.flawed.MergeDependsOnOrder;
import dev.squall.lectures.eventual.flawed.NoTombstones;
import dev.squall.lectures.eventual.flawed.OneSiblingDropped;
import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Eventually consistent stores (lectures 5.1 and 7.3), and their guarantees before replicas converge. */
public final class EventualSystems implements SystemFamily {

    private static final String MAP = "eventual-map";
    private static final String REGISTER = "eventual-register";
    private static final String STICKY = "session-sticky";
    private static final String ROAMING = "session-roaming";
    private static final int SESSION_RUNS = 15;

    private static final SystemUnderTest LAST_WRITER_WINS = SystemUnderTest.of(
                    "lww-map",
                    "an eventually consistent map of which the last writer wins, by Lamport timestamps",
                    new LastWriterWinsProgram(),
                    MAP,
                    REGISTER,
                    STICKY,
                    ROAMING)
            .requiring(
                    STICKY,
                    new SessionGuarantees(
                            EnumSet.of(Guarantee.READ_YOUR_WRITES, Guarantee.MONOTONIC_READS), null, true));

    private static final SystemUnderTest MULTI_VALUE = SystemUnderTest.of(
            "mvr-map",
            "an eventually consistent map that keeps all concurrent values, by version vectors",
            new MultiValueProgram(),
            "multi-value-register");

    @Override
    public String topic() {
        return "eventual";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                LAST_WRITER_WINS,
                MULTI_VALUE,
                LAST_WRITER_WINS
                        .flawed(
                                "wall-clock",
                                "the last-writer-wins map with timestamps from the nodes' wall clocks",
                                new LastWriterWinsByWallClock(),
                                new Flaw("a causally later write has the smaller timestamp", "lost-write"))
                        .serving(REGISTER, MAP),
                LAST_WRITER_WINS
                        .flawed(
                                "no-tombstones",
                                "the last-writer-wins map that keeps nothing of a deleted item",
                                new NoTombstones(),
                                new Flaw(
                                        "a replica that missed the delete gives the item back to the others",
                                        "deleted-item-came-back"))
                        .serving(MAP),
                LAST_WRITER_WINS
                        .flawed(
                                "merge-depends-on-order",
                                "the last-writer-wins map that keeps the first of two updates of equal time",
                                new MergeDependsOnOrder(),
                                new Flaw(
                                        "replicas that merged the same updates in another order differ",
                                        "replicas-differ"))
                        .serving(REGISTER, MAP),
                LAST_WRITER_WINS
                        .flawed(
                                "answers-on-both-sides",
                                "the last-writer-wins map that calls itself linearizable",
                                new AnswersOnBothSides(),
                                new Flaw("both sides of a partition answer, each without the other", "stale-read"))
                        .serving("lin-kv"),
                MULTI_VALUE.flawed(
                        "one-sibling-dropped",
                        "the map of concurrent values that keeps one of two siblings",
                        new OneSiblingDropped(),
                        new Flaw("of two concurrent writes one is lost", "lost-write")));
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Claim(
                        "anti-entropy",
                        "5.1",
                        "replicas that compare timestamps, and keep tombstones, reconcile",
                        survives(on("lww-map").timeLimitMillis(10_000), 90),
                        caught(on("lww-map-no-tombstones").timeLimitMillis(3_000)),
                        caught(on("lww-map-merge-depends-on-order")
                                .timeLimitMillis(2_000)
                                .faults()
                                .latencyMillis(20))),
                new Claim(
                        "eventual-lww",
                        "5.1, 7.3",
                        "last-writer-wins converges; with Lamport timestamps no causally later write loses",
                        survives(on("lww-map").workload(REGISTER).timeLimitMillis(10_000), 90),
                        caught(on("lww-map-wall-clock")
                                .timeLimitMillis(2_000)
                                .faults(CLOCK)
                                .withoutSwarm())),
                new Claim(
                        "eventual-mvr",
                        "5.1",
                        "version vectors keep all concurrent values",
                        survives(on("mvr-map").timeLimitMillis(10_000), 90),
                        caught(on("mvr-map-one-sibling-dropped").timeLimitMillis(2_000))),
                new Claim(
                        "session-guarantees",
                        "5.2, 7.3",
                        "which store gives its sessions which guarantee",
                        sessions(session("lww-map", STICKY), SESSION_RUNS, readGuarantees(KEPT)),
                        sessions(session("raft-kv", ROAMING), SESSION_RUNS, allKept()),
                        sessions(session("quorum-abd", ROAMING), SESSION_RUNS, allKept()),
                        sessions(session("lww-map", ROAMING), SESSION_RUNS, readGuarantees(BROKEN))));
    }

    private static ExperimentDraft session(String system, String workload) {
        return on(system).workload(workload).timeLimitMillis(2_000);
    }

    private static Map<Guarantee, Finding> readGuarantees(Finding finding) {
        return Map.of(Guarantee.READ_YOUR_WRITES, finding, Guarantee.MONOTONIC_READS, finding);
    }

    private static Map<Guarantee, Finding> allKept() {
        return Map.of(
                Guarantee.READ_YOUR_WRITES, KEPT,
                Guarantee.MONOTONIC_READS, KEPT,
                Guarantee.MONOTONIC_WRITES, KEPT,
                Guarantee.WRITES_FOLLOW_READS, KEPT);
    }
}

package dev.squall.lectures.idempotence;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.LATE;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.survives;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.lectures.crdt.CrdtSystems;
import dev.squall.lectures.crdt.RejudgedWorkload;
import dev.squall.lectures.idempotence.flawed.IncrementsAddedAgain;
import dev.squall.lectures.idempotence.flawed.NoTimestamps;
import dev.squall.lectures.idempotence.flawed.NoTombstones;
import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import java.util.List;

/** A set and a counter behind retries (lecture 5.1). */
public final class IdempotenceSystems implements SystemFamily {

    private static final String SET = "retried-set";
    private static final String COUNTER = "retried-counter";
    private static final String CAME_BACK = "removed-element-came-back";
    private static final String REMOVED_AGAIN = "added-element-removed-again";
    private static final String COUNTED_TWICE = "increment-counted-twice";
    private static final int RUNS = 60;

    private static final SystemUnderTest SOUND_SET = SystemUnderTest.of(
                    SET, "a set behind retries, with timestamps and tombstones", new RetryProgram.OfSet(), SET)
            .withstanding(List.of(PARTITION, PACKET, LATE, PAUSE, CLOCK));
    private static final SystemUnderTest SOUND_COUNTER = SystemUnderTest.of(
                    COUNTER,
                    "a counter behind retries, as the set of its increments",
                    new RetryProgram.OfCounter(),
                    COUNTER)
            .withstanding(List.of(PARTITION, PACKET, LATE, PAUSE, CLOCK));

    @Override
    public String topic() {
        return "idempotence";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                SOUND_SET,
                SOUND_COUNTER,
                SOUND_SET.flawed(
                        "no-timestamps",
                        "a set behind retries, without timestamps",
                        new NoTimestamps(),
                        new Flaw("a retried add brings a removed element back", CAME_BACK)),
                SOUND_SET.flawed(
                        "no-tombstones",
                        "a set behind retries, which keeps nothing of a removed element",
                        new NoTombstones(),
                        new Flaw("the timestamp of the remove is lost", CAME_BACK)),
                SOUND_COUNTER.flawed(
                        "increments-added-again",
                        "a counter behind retries, which adds each increment that arrives",
                        new IncrementsAddedAgain(),
                        new Flaw("an increment is not idempotent", COUNTED_TWICE)));
    }

    @Override
    public List<Workload> workloads() {
        Workload set = base("or-set");
        Workload counter = base("g-counter");
        return List.of(
                new RejudgedWorkload(
                        SET,
                        "adds and removes of a set by retried requests; no retry may change the set again",
                        set,
                        List.of(RetryMessages.Executed.class),
                        List.<Checker>of(new Statistics()),
                        RetryJournal.PROPERTY,
                        () -> new RetryJournal(CAME_BACK, REMOVED_AGAIN)),
                new RejudgedWorkload(
                        COUNTER,
                        "increments of a counter by retried requests; no retry may change the counter again",
                        counter,
                        List.of(RetryMessages.Executed.class),
                        counter.checkers(),
                        RetryJournal.PROPERTY,
                        () -> new RetryJournal(COUNTED_TWICE, REMOVED_AGAIN)));
    }

    private static Workload base(String name) {
        return new CrdtSystems()
                .workloads().stream()
                        .filter(workload -> workload.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Claim(
                "replication-idempotence",
                "5.1",
                "retries need idempotent operations: set-add is, increment is not; add and remove need timestamps and"
                        + " tombstones",
                survives(usual(SET), RUNS),
                survives(usual(COUNTER), RUNS),
                caught(usual(SET + "-no-timestamps")),
                caught(usual(SET + "-no-tombstones")),
                caught(usual(COUNTER + "-increments-added-again"))));
    }

    private static ExperimentDraft usual(String system) {
        return on(system).timeLimitMillis(3_000).ratePerSecond(50);
    }
}

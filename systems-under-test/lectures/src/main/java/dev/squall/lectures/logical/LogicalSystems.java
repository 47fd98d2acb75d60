package dev.squall.lectures.logical;

import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.survives;

import dev.squall.fault.FaultFamily;
import dev.squall.lectures.logical.flawed.EntriesLostInCrash;
import dev.squall.lectures.logical.flawed.LamportTimestampsForConcurrency;
import dev.squall.lectures.logical.flawed.NotIncrementedBeforeSend;
import dev.squall.lectures.logical.flawed.NotMergedOnReceipt;
import dev.squall.system.Claim;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import java.util.List;

/** Logical clocks (lecture 4.1): Lamport clocks and vector clocks that survive crashes. */
public final class LogicalSystems implements SystemFamily {

    private static final SystemUnderTest LAMPORT = SystemUnderTest.of(
                    "lamport-clock",
                    "nodes with Lamport clocks, which are stable over crashes",
                    new ClockProgram.Lamport(),
                    ClockWorkload.LAMPORT.name())
            .journal(ClockJournal::lamport);

    private static final SystemUnderTest VECTOR = SystemUnderTest.of(
                    "vector-clock",
                    "nodes with vector clocks, which are stable over crashes",
                    new ClockProgram.Vector(),
                    ClockWorkload.VECTOR.name())
            .journal(ClockJournal::vector);

    @Override
    public String topic() {
        return "logical";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                LAMPORT,
                VECTOR,
                LAMPORT.flawed(
                        "not-merged-on-receipt",
                        "a Lamport clock that ignores the timestamps of messages",
                        new NotMergedOnReceipt(),
                        new Flaw("a receipt is timed before the sending", "clock-not-monotone-with-causality")),
                LAMPORT.flawed(
                        "not-incremented-before-send",
                        "a Lamport clock that does not count the sending of a message",
                        new NotIncrementedBeforeSend(),
                        new Flaw("a sending has the timestamp of the event before", "timestamp-not-unique")),
                VECTOR.flawed(
                        "lamport-timestamps",
                        "a vector clock with one entry for all nodes, which is a Lamport clock",
                        new LamportTimestampsForConcurrency(),
                        new Flaw("concurrent events seem ordered", "concurrent-events-ordered-by-clock")),
                VECTOR.flawed(
                        "entries-lost-in-crash",
                        "a vector clock that keeps only its own entry over a crash",
                        new EntriesLostInCrash(),
                        new Flaw(
                                "after a restart a node has forgotten what it had learned",
                                "clock-not-monotone-with-causality")));
    }

    @Override
    public List<Workload> workloads() {
        return List.of(ClockWorkload.LAMPORT, ClockWorkload.VECTOR);
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Claim(
                        "lamport-clock",
                        "4.1",
                        "if a happened before b then L(a) < L(b), and timestamp and node are a total order",
                        survives(on("lamport-clock").timeLimitMillis(5_000), 120),
                        caught(on("lamport-clock-not-merged-on-receipt").timeLimitMillis(2_000)),
                        caught(on("lamport-clock-not-incremented-before-send").timeLimitMillis(2_000))),
                new Claim(
                        "vector-clock",
                        "4.1",
                        "a happened before b exactly if V(a) < V(b)",
                        survives(on("vector-clock").timeLimitMillis(5_000), 120),
                        caught(on("vector-clock-lamport-timestamps").timeLimitMillis(2_000)),
                        caught(on("vector-clock-entries-lost-in-crash")
                                .timeLimitMillis(3_000)
                                .faults(FaultFamily.KILL)
                                .withoutSwarm())));
    }
}

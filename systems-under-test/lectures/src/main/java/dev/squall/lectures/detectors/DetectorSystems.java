package dev.squall.lectures.detectors;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.survives;

import dev.squall.lectures.detectors.flawed.Asynchronous;
import dev.squall.lectures.detectors.flawed.TimeoutBelowBound;
import dev.squall.lectures.detectors.flawed.TimeoutFixed;
import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import java.util.List;

/** Failure detectors (lecture 2.4): perfect under synchrony, and eventually perfect under partial synchrony. */
public final class DetectorSystems implements SystemFamily {

    private static final String NAME = "failure-detector";
    private static final String PERFECT_NAME = "failure-detector-perfect";

    private static final SystemUnderTest EVENTUALLY_PERFECT = SystemUnderTest.of(
                    NAME,
                    "an eventually perfect failure detector, by heartbeats and timeouts that grow",
                    new DetectorProgram.EventuallyPerfect(),
                    DetectorWorkload.NAME)
            .journal(DetectorJournal::eventuallyPerfect)
            .withstanding(List.of(PARTITION, PACKET, KILL, PAUSE, CLOCK));

    private static final SystemUnderTest PERFECT = SystemUnderTest.of(
                    PERFECT_NAME,
                    "a perfect failure detector for synchronous systems, by heartbeats and a timeout above the bound",
                    new DetectorProgram.Perfect(),
                    DetectorWorkload.NAME)
            .journal(DetectorJournal::perfect)
            .withstanding(List.of(KILL, CLOCK));

    @Override
    public String topic() {
        return "detectors";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                EVENTUALLY_PERFECT,
                PERFECT,
                EVENTUALLY_PERFECT.flawed(
                        "timeout-fixed",
                        "a failure detector whose timeouts do not grow",
                        new TimeoutFixed(),
                        new Flaw("a timeout below the unknown bound stays below it", "suspected-again-and-again")),
                EVENTUALLY_PERFECT.flawed(
                        "asynchronous",
                        "the sound failure detector in a system whose delays grow without bound",
                        new Asynchronous(),
                        new Flaw("there is no bound that a timeout could exceed", "suspected-again-and-again")),
                PERFECT.flawed(
                        "timeout-below-bound",
                        "a perfect failure detector whose timeout is below the bound on delays",
                        new TimeoutBelowBound(),
                        new Flaw("a slow node is taken for a crashed one, for ever", "live-node-suspected")));
    }

    @Override
    public List<Workload> workloads() {
        return List.of(new DetectorWorkload());
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Claim(
                NAME,
                "2.4",
                "timeouts that grow give an eventually perfect failure detector, if the system is"
                        + " partially synchronous",
                survives(of(NAME, 8_000), 100),
                survives(slow(of(NAME, 4_000)).faults(KILL).withoutSwarm().nemesisIntervalMillis(4_000), 30),
                survives(slow(of(PERFECT_NAME, 12_000)).withoutSwarm().nemesisIntervalMillis(4_000), 30),
                caught(slow(of(NAME + "-timeout-fixed", 1_000)).faults()),
                caught(of(NAME + "-asynchronous", 1_000).faults()),
                caught(slow(of(PERFECT_NAME + "-timeout-below-bound", 1_000)).faults())));
    }

    private static ExperimentDraft of(String system, long timeLimitMillis) {
        return on(system).timeLimitMillis(timeLimitMillis).ratePerSecond(20);
    }

    /**
     * Returns the experiment with delays up to 200 ms, twice the initial timeout of the eventually perfect detector.
     */
    private static ExperimentDraft slow(ExperimentDraft experiment) {
        return experiment.latencyMillis(100);
    }
}

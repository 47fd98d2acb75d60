package dev.squall.lectures.clocks;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.LATE;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.survives;

import dev.squall.lectures.clocks.flawed.LeaseByWallClock;
import dev.squall.lectures.clocks.flawed.LeaseDriftIgnored;
import dev.squall.lectures.clocks.flawed.LogByMergedWallClock;
import dev.squall.lectures.clocks.flawed.LogByWallClock;
import dev.squall.lectures.clocks.flawed.NtpDriftNotAdded;
import dev.squall.system.Claim;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import java.util.List;

/** Physical clocks (lectures 3.1 to 3.3): a lease, clock synchronisation, and logs with timestamps. */
public final class ClockSystems implements SystemFamily {

    private static final SystemUnderTest LEASE = SystemUnderTest.of(
                    "lease",
                    "a lease timed by monotonic clocks that drift",
                    new ClockProgram.Lease(),
                    ClockWorkload.LEASE.name())
            .withstanding(List.of(PARTITION, PACKET, LATE, KILL, PAUSE, CLOCK));

    private static final SystemUnderTest NTP = SystemUnderTest.of(
                    "ntp",
                    "clock synchronisation by NTP's four timestamps",
                    new ClockProgram.Ntp(),
                    ClockWorkload.OFFSET.name())
            .withstanding(List.of(PARTITION, PACKET, LATE, PAUSE));

    private static final SystemUnderTest LOG = SystemUnderTest.of(
                    "timestamped-log",
                    "logs of questions and answers, with Lamport timestamps",
                    new ClockProgram.Log(),
                    ClockWorkload.QUESTIONS.name())
            .withstanding(List.of(PARTITION, PACKET, LATE, PAUSE, CLOCK));

    @Override
    public String topic() {
        return "clocks";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                LEASE,
                NTP,
                LOG,
                LEASE.flawed(
                        "wall-clock",
                        "a lease timed by wall clocks",
                        new LeaseByWallClock(),
                        new Flaw("a clock that is stepped prolongs the lease", "two-lease-holders")),
                LEASE.flawed(
                        "drift-ignored",
                        "a lease whose holder acts for the whole term by its own clock",
                        new LeaseDriftIgnored(),
                        new Flaw("a slow clock prolongs the lease", "two-lease-holders")),
                NTP.flawed(
                        "drift-not-added",
                        "clock synchronisation whose bound does not grow after the exchange",
                        new NtpDriftNotAdded(),
                        new Flaw("the clocks drift apart after the exchange", "offset-beyond-bound")),
                LOG.flawed(
                        "wall-clock",
                        "logs of questions and answers, with timestamps from wall clocks",
                        new LogByWallClock(),
                        new Flaw("the clocks of two nodes differ", "answer-before-question")),
                LOG.flawed(
                        "merged-wall-clock",
                        "logs with timestamps from wall clocks, later than those received",
                        new LogByMergedWallClock(),
                        new Flaw("the clock of one node is stepped back", "log-reordered")));
    }

    @Override
    public List<Workload> workloads() {
        return List.of(ClockWorkload.LEASE, ClockWorkload.OFFSET, ClockWorkload.QUESTIONS);
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Claim(
                        "clock-monotonic",
                        "3.1",
                        "elapsed time must come from the monotonic clock, with an allowance for its drift",
                        survives(on("lease").timeLimitMillis(5_000), 150),
                        caught(on("lease-wall-clock")
                                .timeLimitMillis(3_000)
                                .faults(CLOCK)
                                .withoutSwarm()),
                        caught(on("lease-drift-ignored").timeLimitMillis(3_000).faults())),
                new Claim(
                        "clock-ntp",
                        "3.2",
                        "the estimate of the offset is wrong by at most half the round-trip delay,"
                                + " and drift adds to it",
                        survives(on("ntp").timeLimitMillis(5_000), 150),
                        caught(on("ntp-drift-not-added").timeLimitMillis(2_000))),
                new Claim(
                        "clock-order",
                        "3.3",
                        "timestamps from wall clocks need not agree with causality, nor with the order of one log",
                        survives(on("timestamped-log").timeLimitMillis(4_000), 120),
                        caught(on("timestamped-log-wall-clock")
                                .timeLimitMillis(2_000)
                                .faults(CLOCK)
                                .withoutSwarm()),
                        caught(on("timestamped-log-merged-wall-clock")
                                .timeLimitMillis(2_000)
                                .faults(CLOCK)
                                .withoutSwarm())));
    }
}

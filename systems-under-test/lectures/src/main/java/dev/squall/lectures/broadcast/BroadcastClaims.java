package dev.squall.lectures.broadcast;

import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.measured;
import static dev.squall.system.Trial.survives;

import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Trial;
import dev.squall.system.Trial.Quantity;
import java.util.List;

/** Claims about broadcasts. The bounds of the measured quantities come from the lectures' formulas. */
final class BroadcastClaims {

    private static final int MEASURED_RUNS = 20;

    /**
     * Number of runs to measure how often a message reaches all nodes. A miss is rare, and then concerns several
     * messages of one round, so the measurement needs more runs.
     */
    private static final int COMPLETE_RUNS = 150;

    private BroadcastClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "broadcast-best-effort",
                        "4.3",
                        "reliable links make a broadcast that reaches all, at n - 1 messages, if no sender crashes",
                        survives(usual("broadcast-best-effort"), 60),
                        messages("broadcast-best-effort", 4, "n - 1 = 4"),
                        caught(crashing("broadcast-best-effort-sender-crashes"))),
                reliable(),
                gossip(),
                new Claim(
                        "broadcast-fifo",
                        "4.2",
                        "messages of one sender are delivered in the order sent",
                        survives(usual("broadcast-fifo"), 60),
                        caught(usual("broadcast-fifo-no-buffer"))),
                new Claim(
                        "broadcast-causal",
                        "4.2",
                        "if one broadcast happened before another, every node delivers the two in that order",
                        survives(usual("broadcast-causal"), 60),
                        caught(usual("broadcast-causal-fifo-only")),
                        caught(usual("broadcast-causal-vector-after-increment"))),
                totalOrder());
    }

    private static ExperimentDraft usual(String system) {
        return on(system).timeLimitMillis(3_000).ratePerSecond(60);
    }

    /** Returns an experiment that kills nodes while messages are in transit or lost. */
    private static ExperimentDraft crashing(String system) {
        return on(system)
                .timeLimitMillis(3_000)
                .faults(PARTITION, PACKET, KILL)
                .withoutSwarm()
                .nemesisIntervalMillis(400);
    }

    private static ExperimentDraft quiet(String system) {
        return on(system).timeLimitMillis(2_000).ratePerSecond(20).faults().withoutSwarm();
    }

    private static Trial messages(String system, double expected, String theory) {
        return measured(
                quiet(system),
                MEASURED_RUNS,
                new Quantity(BroadcastCost.CHECKER, BroadcastCost.MESSAGES, expected * 0.95, expected * 1.05, theory));
    }

    private static Claim reliable() {
        return new Claim(
                "broadcast-reliable",
                "4.3",
                "eager rebroadcast gives agreement among correct nodes, at n(n - 1) messages; a majority makes it"
                        + " uniform",
                survives(usual("broadcast-reliable"), 60),
                survives(usual("broadcast-uniform"), 60),
                messages("broadcast-reliable", 20, "n(n - 1) = 20"),
                caught(crashing("broadcast-reliable-no-rebroadcast")),
                caught(crashing("broadcast-reliable-called-uniform")),
                caught(crashing("broadcast-uniform-deliver-before-rebroadcast")));
    }

    /** Returns the claim about gossip. The lecture's formulas hold for large n; 200 nodes give two correct digits. */
    private static Claim gossip() {
        ExperimentDraft large = on("broadcast-gossip")
                .nodeCount(200)
                .concurrency(10)
                .ratePerSecond(10)
                .timeLimitMillis(2_000)
                .faults()
                .withoutSwarm();
        return new Claim(
                "broadcast-gossip",
                "4.3",
                "gossip reaches all nodes with high probability in O(log n) rounds, if the fan-out is ln n + c or"
                        + " rounds repeat",
                survives(usual("broadcast-gossip"), 60),
                measured(
                        large.option("fan-out", 3).option("rounds", 1),
                        MEASURED_RUNS,
                        cost(BroadcastCost.COVERAGE, 0.93, 0.95, "p = 1 - e^(-3 p) = 0.94"),
                        cost(BroadcastCost.MESSAGES, 540, 600, "fan-out 3, by each of the 94 % of 200 nodes = 564")),
                measured(
                        large.option("fan-out", 10).option("rounds", 1),
                        COMPLETE_RUNS,
                        cost(BroadcastCost.COMPLETE, 0.97, 1.01, "e^(-e^(-c)) = 0.99 with fan-out 10 = ln 200 + 4.7")),
                measured(
                        large.option("fan-out", 1).option("rounds", 40),
                        MEASURED_RUNS,
                        cost(BroadcastCost.ROUNDS, 11, 16, "log2 n + ln n = 12.9"),
                        cost(BroadcastCost.COMPLETE, 1, 1, "all")),
                caught(usual("broadcast-gossip-fan-out-one")));
    }

    private static Quantity cost(String figure, double least, double most, String theory) {
        return new Quantity(BroadcastCost.CHECKER, figure, least, most, theory);
    }

    private static Claim totalOrder() {
        return new Claim(
                "broadcast-total-order",
                "4.2",
                "all nodes deliver the same sequence: by a leader, by Lamport timestamps, or over Raft if a minority"
                        + " crashes",
                survives(usual("broadcast-total-order-leader"), 40),
                survives(usual("broadcast-total-order-lamport"), 40),
                survives(usual("broadcast-total-order-raft"), 40),
                messages("broadcast-total-order-leader", 4.8, "n, or n - 1 at the leader = 4.8"),
                messages("broadcast-total-order-lamport", 20, "n(n - 1) = 20"),
                caught(usual("broadcast-total-order-leader-leader-crashes")
                        .faults(KILL)
                        .withoutSwarm()),
                // After the restart, the leader must number more messages than before the crash. Only its own clients'
                // messages get numbers, so the run is longer.
                caught(usual("broadcast-total-order-leader-leader-numbers-anew")
                        .nodeCount(3)
                        .timeLimitMillis(6_000)
                        .faults(KILL)
                        .withoutSwarm()),
                caught(usual("broadcast-total-order-lamport-majority-heard")),
                caught(usual("broadcast-total-order-lamport-causal-only")));
    }
}

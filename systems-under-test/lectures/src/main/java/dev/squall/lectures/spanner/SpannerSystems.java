package dev.squall.lectures.spanner;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.measured;
import static dev.squall.system.Trial.survives;

import dev.squall.lectures.spanner.flawed.NoCommitWait;
import dev.squall.lectures.spanner.flawed.PromiseForgotten;
import dev.squall.lectures.spanner.flawed.SafeTimeNotAwaited;
import dev.squall.lectures.spanner.flawed.SkewBeyondEpsilon;
import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Trial;
import dev.squall.system.Trial.Quantity;
import dev.squall.world.Latency;
import java.util.List;
import java.util.Map;

/** Spanner (lecture 8.2): transactions with timestamps of TrueTime. */
public final class SpannerSystems implements SystemFamily {

    private static final String OUT_OF_ORDER = "timestamps-out-of-order";
    private static final String MISSES_VERSION = "snapshot-misses-version";

    private static final int MEASURED_RUNS = 10;

    private static final SystemUnderTest SPANNER = SystemUnderTest.of(
                    "spanner-store",
                    "transactions over two replicated shards, with timestamps of TrueTime",
                    new SpannerProgram(),
                    "txn-list-append",
                    "txn-rw-register",
                    "long-fork")
            .journal(SpannerJournal::new)
            .workloadOptions(Map.of("level", "strict-serializable", "key-count", "4"));

    @Override
    public String topic() {
        return "spanner";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                SPANNER,
                SPANNER.flawed(
                        "no-commit-wait",
                        "Spanner whose coordinators commit without commit wait",
                        new NoCommitWait(),
                        new Flaw("a later transaction gets a smaller timestamp by a slow clock", OUT_OF_ORDER)),
                SPANNER.flawed(
                        "skew-beyond-epsilon",
                        "Spanner whose clocks are wall clocks, which nothing keeps within epsilon",
                        new SkewBeyondEpsilon(),
                        new Flaw("true time is not within the interval", OUT_OF_ORDER)),
                SPANNER.flawed(
                        "safe-time-not-awaited",
                        "Spanner whose replicas serve reads before their safe time",
                        new SafeTimeNotAwaited(),
                        new Flaw("a transaction commits below the timestamp after the read", MISSES_VERSION)),
                SPANNER.flawed(
                        "promise-forgotten",
                        "Spanner whose leaders assign timestamps below a promised safe time",
                        new PromiseForgotten(),
                        new Flaw("a transaction commits below the timestamp after the read", MISSES_VERSION)));
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Claim(
                        "spanner-commit-wait",
                        "8.2",
                        "with commit wait, a transaction that begins after another's end has the larger timestamp,"
                                + " whatever the skew within epsilon",
                        survives(usual("spanner-store"), 100),
                        latency(0),
                        latency(10),
                        latency(40),
                        caught(usual("spanner-store-no-commit-wait").option(SpannerOptions.EPSILON, 40)),
                        caught(usual("spanner-store-skew-beyond-epsilon")
                                .faults(CLOCK)
                                .withoutSwarm())),
                new Claim(
                        "spanner-snapshot",
                        "8.2",
                        "a read-only transaction at a timestamp sees a consistent snapshot, without locks",
                        survives(usual("spanner-store").option(SpannerOptions.EPSILON, 40), 100),
                        caught(usual("spanner-store-safe-time-not-awaited")),
                        caught(usual("spanner-store-promise-forgotten").option(SpannerOptions.EPSILON, 40))));
    }

    /** Returns an experiment with two shards of three replicas, so that each shard withstands a crash. */
    private static ExperimentDraft usual(String system) {
        return on(system).nodeCount(6).timeLimitMillis(3_000).ratePerSecond(80).clientsPerNode(4);
    }

    /**
     * Returns a measurement of commit latency without faults, at a low rate and with many keys, so that no transaction
     * waits for a lock. Each hop takes 1 ms, and a timer fires at most 1 ms after the timestamp has passed. The bounds
     * leave room for timestamps from other nodes' clocks, which may be ahead of the coordinator's clock, and for a
     * synchronisation of the clock during the wait.
     */
    private static Trial latency(int epsilonMillis) {
        double least = 1.9 * epsilonMillis;
        double most = 2.5 * epsilonMillis;
        return measured(
                on("spanner-store")
                        .nodeCount(6)
                        .timeLimitMillis(4_000)
                        .ratePerSecond(10)
                        .latencyMillis(1)
                        .latencyDistribution(Latency.Distribution.CONSTANT)
                        .faults()
                        .option("key-dist", "uniform")
                        .option("key-count", 1_000)
                        .option(SpannerOptions.EPSILON, epsilonMillis),
                MEASURED_RUNS,
                new Quantity(
                        SpannerJournal.LATENCY,
                        SpannerJournal.WAIT_MILLIS,
                        least,
                        most + 1.5,
                        "2 epsilon by one clock, and at most 4 epsilon if another clock is ahead"),
                new Quantity(
                        SpannerJournal.LATENCY,
                        SpannerJournal.COMMIT_MILLIS,
                        least + 4,
                        most + 12,
                        "commit wait, and 4 hops of 1 ms with one shard or 8 with two"));
    }
}

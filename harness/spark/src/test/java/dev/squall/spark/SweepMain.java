package dev.squall.spark;

import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.run.cluster.SweepPlan;
import dev.squall.run.cluster.SweepTotals;
import dev.squall.system.Systems;
import dev.squall.world.Latency;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import java.util.List;

/** A driver in a JVM of its own: prints the totals of a sweep, or the sentence of its failure. */
public final class SweepMain {

    private SweepMain() {}

    static SweepPlan plan(String system, int seeds) {
        Experiment base = Experiment.builder(
                        system, Systems.installed().find(system).orElseThrow().workloads().get(0))
                .world(WorldKind.SIMULATED)
                .nodeCount(3)
                .concurrency(3)
                .ratePerSecond(50)
                .timeLimitMillis(2_000)
                .faults(List.of(FaultFamily.PARTITION, FaultFamily.KILL))
                .nemesisIntervalMillis(500)
                .latencyMillis(0)
                .latencyDistribution(Latency.Distribution.UNIFORM)
                .recoveryBoundMillis(10_000)
                .seed(1)
                .build();
        return new SweepPlan(base, true, seeds);
    }

    /** @param arguments address, system, number of seeds */
    public static void main(String[] arguments) {
        SparkEngine engine = new SparkEngine();
        try {
            SweepTotals totals = engine.run(
                    plan(arguments[1], Integer.parseInt(arguments[2])),
                    arguments[0],
                    done -> System.out.println("finished " + done));
            System.out.println("seeds " + totals.seedsRun() + " counts " + totals.counts() + " hash " + totals.hash());
            System.out.println("twice " + totals.repeats().size() + " elsewhere " + totals.repeatsElsewhere()
                    + " different " + totals.differentRepeats());
        } catch (WorldException e) {
            System.out.println("failure: " + e.getMessage());
            System.exit(255);
        }
        System.exit(0);
    }
}

package dev.squall.benchmarks;

import dev.squall.check.Budget;
import dev.squall.cli.catalogue.Catalogue;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.run.Recorder;
import dev.squall.run.Run;
import dev.squall.run.Runner;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import dev.squall.world.Latency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Benchmark of one simulated minute of a Raft cluster: 5 nodes, 10 clients, 100 operations a second in total. Every
 * invocation runs another seed, so the compiler never sees the same run twice.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseParallelGC")
public class SimulationBenchmark {

    private static final int VIRTUAL_SECONDS = 60;

    @Param({"none", "partition,kill,clock", "partition,packet,kill,pause,clock,disk"})
    private String faults;

    private final SystemUnderTest system = Catalogue.system("raft-kv").orElseThrow();
    private final Workload workload = Catalogue.workload("lin-kv");
    private long seed;

    /** Simulates without checking, including the history and the analysis of the nodes' journals. */
    @Benchmark
    public Runner.Recording simulate() {
        Experiment experiment = experiment();
        return Runner.record(experiment, system, workload, Runner.simulatedWorld(experiment, system), Recorder.NONE);
    }

    /** Simulates and runs every check of the recorded history. */
    @Benchmark
    public Run simulateAndJudge() {
        Run run = Runner.judge(simulate(), workload, Budget.DEFAULT);
        if (run.outcome() == Outcome.VIOLATION || run.outcome() == Outcome.UNKNOWN) {
            throw new IllegalStateException("seed " + run.experiment().seed() + ": " + run.verdicts());
        }
        return run;
    }

    private Experiment experiment() {
        return new Experiment(
                system.name(),
                Map.of(),
                List.of(),
                workload.name(),
                Experiment.SIMULATED,
                5,
                10,
                100,
                TimeUnit.SECONDS.toMillis(VIRTUAL_SECONDS),
                faults.equals("none") ? List.of() : List.of(faults.split(",")),
                3_000,
                2,
                Latency.Distribution.UNIFORM,
                1_000,
                10_000,
                false,
                ++seed);
    }
}

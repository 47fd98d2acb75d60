package dev.squall.benchmarks;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.fault.FaultFamily;
import dev.squall.run.Run;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.run.loop.Recording;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import java.util.Arrays;
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

    private final SystemUnderTest system = Systems.installed().named("raft-kv");
    private final Workload workload = Systems.installed().workload("lin-kv");
    private long seed;

    /** Simulates without checking, including the history and the analysis of the nodes' journals. */
    @Benchmark
    public Recording simulate() {
        return pipeline().record();
    }

    /** Simulates and runs every check of the recorded history. */
    @Benchmark
    public Run simulateAndJudge() {
        Run run = pipeline().run();
        if (run.outcome() == Outcome.VIOLATION || run.outcome() == Outcome.UNKNOWN) {
            throw new IllegalStateException("seed " + run.experiment().seed() + ": " + run.verdicts());
        }
        return run;
    }

    private RunPipeline pipeline() {
        return RunPipeline.unkept(RunSettings.of(experiment(), system, workload));
    }

    private Experiment experiment() {
        return Experiment.builder(system.name(), workload.name())
                .ratePerSecond(100)
                .timeLimitMillis(TimeUnit.SECONDS.toMillis(VIRTUAL_SECONDS))
                .faults(Arrays.stream(faults.split(","))
                        .flatMap(name -> FaultFamily.named(name).stream())
                        .toList())
                .nemesisIntervalMillis(3_000)
                .seed(++seed)
                .build();
    }
}

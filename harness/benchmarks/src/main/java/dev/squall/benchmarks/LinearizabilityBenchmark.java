package dev.squall.benchmarks;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.GeneratedHistories;
import dev.squall.check.linear.GeneratedHistories.Shape;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Benchmark from a parsed history of one CAS register to the verdict. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class LinearizabilityBenchmark {

    @Param({"1000", "10000", "100000"})
    private int operations;

    @Param({"5", "10", "20"})
    private int clients;

    @Param({"0", "0.01", "0.05"})
    private double crashed;

    @Param({"valid", "stale"})
    private String kind;

    private final LinearizabilityChecker checker =
            new LinearizabilityChecker(Models.named("cas-register").model(0L), false);
    private History history;

    @Setup
    public void makeHistory() {
        Shape shape = new Shape(operations, clients, 5, crashed, 1);
        history = kind.equals("valid") ? GeneratedHistories.valid(shape) : GeneratedHistories.stale(shape);
    }

    @Benchmark
    public Verdict check() {
        Verdict verdict = checker.check(history, Budget.DEFAULT);
        Validity expected = kind.equals("valid") ? Validity.VALID : Validity.VIOLATION;
        if (verdict.validity() != expected) {
            throw new IllegalStateException("found " + verdict + ", expected " + expected);
        }
        return verdict;
    }
}

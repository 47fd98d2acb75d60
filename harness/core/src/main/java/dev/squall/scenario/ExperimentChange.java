package dev.squall.scenario;

import dev.squall.cluster.Latency;
import dev.squall.experiment.Experiment;
import java.util.List;

/** An experiment with some of its values changed. */
public final class ExperimentChange {

    private final Experiment old;
    private int nodeCount;
    private int concurrency;
    private long timeLimitMillis;
    private Latency.Distribution latencyDistribution;
    private List<String> faults;

    public ExperimentChange(Experiment old) {
        this.old = old;
        this.faults = old.faults();
        this.nodeCount = old.nodeCount();
        this.concurrency = old.concurrency();
        this.timeLimitMillis = old.timeLimitMillis();
        this.latencyDistribution = old.latencyDistribution();
    }

    ExperimentChange nodeCount(int count) {
        nodeCount = count;
        return this;
    }

    public ExperimentChange concurrency(int clients) {
        concurrency = clients;
        return this;
    }

    public ExperimentChange timeLimitMillis(long millis) {
        timeLimitMillis = millis;
        return this;
    }

    ExperimentChange latencyDistribution(Latency.Distribution distribution) {
        latencyDistribution = distribution;
        return this;
    }

    /** Without faults that are drawn; scripted ones are the script's. */
    public ExperimentChange withoutFaults() {
        faults = List.of();
        return this;
    }

    public Experiment changed() {
        return new Experiment(
                old.system(),
                old.systemOptions(),
                old.binary(),
                old.workload(),
                old.world(),
                nodeCount,
                concurrency,
                old.ratePerSecond(),
                timeLimitMillis,
                faults,
                old.nemesisIntervalMillis(),
                old.latencyMillis(),
                latencyDistribution,
                old.operationTimeoutMillis(),
                old.recoveryBoundMillis(),
                old.stopOnViolation(),
                old.seed());
    }
}

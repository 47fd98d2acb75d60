package dev.squall.scenario;

import dev.squall.cluster.Latency;
import dev.squall.experiment.Experiment;

/** An experiment with some of its values changed. */
final class ExperimentChange {

    private final Experiment old;
    private int nodeCount;
    private int concurrency;
    private long timeLimitMillis;
    private Latency.Distribution latencyDistribution;

    ExperimentChange(Experiment old) {
        this.old = old;
        this.nodeCount = old.nodeCount();
        this.concurrency = old.concurrency();
        this.timeLimitMillis = old.timeLimitMillis();
        this.latencyDistribution = old.latencyDistribution();
    }

    ExperimentChange nodeCount(int count) {
        nodeCount = count;
        return this;
    }

    ExperimentChange concurrency(int clients) {
        concurrency = clients;
        return this;
    }

    ExperimentChange timeLimitMillis(long millis) {
        timeLimitMillis = millis;
        return this;
    }

    ExperimentChange latencyDistribution(Latency.Distribution distribution) {
        latencyDistribution = distribution;
        return this;
    }

    Experiment changed() {
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
                old.faults(),
                old.nemesisIntervalMillis(),
                old.latencyMillis(),
                latencyDistribution,
                old.operationTimeoutMillis(),
                old.recoveryBoundMillis(),
                old.stopOnViolation(),
                old.seed());
    }
}

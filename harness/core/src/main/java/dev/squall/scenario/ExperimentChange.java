package dev.squall.scenario;

import dev.squall.cluster.Latency;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Script;
import java.util.List;

/** An experiment with some of its values changed. */
public final class ExperimentChange {

    private final Experiment old;
    private int nodeCount;
    private int concurrency;
    private long timeLimitMillis;
    private Latency.Distribution latencyDistribution;
    private List<String> faults;
    private boolean stopOnViolation;
    private long seed;

    public ExperimentChange(Experiment old) {
        this.old = old;
        this.faults = old.faults();
        this.nodeCount = old.nodeCount();
        this.concurrency = old.concurrency();
        this.timeLimitMillis = old.timeLimitMillis();
        this.latencyDistribution = old.latencyDistribution();
        this.stopOnViolation = old.stopOnViolation();
        this.seed = old.seed();
    }

    /** An experiment whose values are the usual ones wherever a script takes their place. */
    static Experiment scripted(Experiment old, Script script) {
        return new Experiment(
                old.system(),
                old.systemOptions(),
                List.of(),
                old.workload(),
                Experiment.SIMULATED,
                old.nodeCount(),
                script.clients().size(),
                1,
                old.timeLimitMillis(),
                List.of(),
                1,
                old.latencyMillis(),
                old.latencyDistribution(),
                old.operationTimeoutMillis(),
                old.recoveryBoundMillis(),
                false,
                old.seed());
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
        return faults(List.of());
    }

    public ExperimentChange faults(List<String> families) {
        faults = families;
        return this;
    }

    public ExperimentChange stopOnViolation(boolean stop) {
        stopOnViolation = stop;
        return this;
    }

    public ExperimentChange seed(long newSeed) {
        seed = newSeed;
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
                stopOnViolation,
                seed);
    }
}

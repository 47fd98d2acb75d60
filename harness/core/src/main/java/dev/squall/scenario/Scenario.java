package dev.squall.scenario;

import dev.squall.experiment.Experiment;
import dev.squall.run.loop.Script;
import java.util.Objects;

/**
 * A simulated run, written down whole: the same whenever and wherever it is run.
 *
 * @param title in a few words
 * @param story what happens and why it matters, for people; may be empty
 * @param experiment the cluster, its latency, and the seed of what is not scripted, such as election timeouts. Fields
 *     that a script takes the place of (rate, faults and so on) are made the same in all
 * @param script what happens
 * @param anomaly the name of the anomaly that the run shows; empty if it is valid
 */
public record Scenario(String title, String story, Experiment experiment, Script script, String anomaly) {

    public Scenario {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(story, "story");
        Objects.requireNonNull(experiment, "experiment");
        Objects.requireNonNull(script, "script");
        Objects.requireNonNull(anomaly, "anomaly");
        experiment = scripted(experiment, script);
    }

    /** An experiment whose values are the usual ones wherever a script takes their place. */
    public static Experiment scripted(Experiment old, Script script) {
        return Experiment.builder(old.system(), old.workload())
                .systemOptions(old.systemOptions())
                .nodeCount(old.nodeCount())
                .concurrency(script.clients().size())
                .ratePerSecond(1)
                .timeLimitMillis(old.timeLimitMillis())
                .nemesisIntervalMillis(1)
                .latencyMillis(old.latencyMillis())
                .latencyDistribution(old.latencyDistribution())
                .operationTimeoutMillis(old.operationTimeoutMillis())
                .recoveryBoundMillis(old.recoveryBoundMillis())
                .seed(old.seed())
                .build();
    }
}

package dev.squall.scenario;

import dev.squall.experiment.Experiment;
import dev.squall.run.loop.Script;
import java.util.Objects;

/**
 * A scripted simulated run, complete in one file. A scenario gives the same result at any time and on any machine.
 *
 * @param title title in a few words
 * @param story events of the run and their meaning, for people; may be empty
 * @param experiment the cluster, its latency, and the seed of everything that is not scripted, such as election
 *     timeouts. Fields that the script replaces, such as rate and faults, have fixed values
 * @param script the operations and faults, with their times
 * @param anomaly name of the anomaly that the run shows; empty if the run is valid
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

    /** Returns an experiment with default values for all fields that a script replaces. */
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

package dev.squall.lectures.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.run.Sweep;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.WorldKind;
import org.junit.jupiter.api.Test;

class RpcSystemsTest {

    /** Runs the seeds from 1 on, each with every fault of the system model at once. */
    private static Sweep.Result sweep(String name, int seeds) {
        SystemUnderTest system = Systems.installed().named(name);
        Experiment experiment =
                ExperimentDraft.on(name).timeLimitMillis(5_000).toExperiment(system, WorldKind.SIMULATED, 1);
        return new Sweep(experiment, system, Systems.installed().workload(experiment.workload()), Budget.DEFAULT, false)
                .run(seeds, 2, run -> false, false, done -> {});
    }

    @Test
    void soundServiceSurvivesAllFaults() {
        Sweep.Result result = sweep("rpc-counter", 40);

        assertThat(result.errors()).isEmpty();
        assertThat(result.counts()).doesNotContainKeys(Outcome.VIOLATION, Outcome.UNKNOWN);
        assertThat(result.effects()).containsKeys("partition", "packet", "kill", "pause", "clock", "disk");
    }
}

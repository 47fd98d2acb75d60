package dev.squall.lectures.spanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.run.Run;
import dev.squall.run.Sweep;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.WorldKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The property {@code spanner.seeds} makes more runs. */
class SpannerSystemsTest {

    private static final int SEEDS = Integer.getInteger("spanner.seeds", 20);

    private static Sweep.Result sweep(ExperimentDraft draft, int seeds) {
        SystemUnderTest system = Systems.installed().named(draft.system());
        Experiment experiment =
                draft.timeLimitMillis(4_000).ratePerSecond(40).toExperiment(system, WorldKind.SIMULATED, 1);
        return new Sweep(experiment, system, Systems.installed().workload(experiment.workload()), Budget.DEFAULT, false)
                .run(seeds, 2, run -> false, false, done -> {});
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6})
    void soundSystemSurvivesAllFaults(int nodes) {
        Sweep.Result result = sweep(ExperimentDraft.on("spanner-store").nodeCount(nodes), SEEDS);

        assertThat(result.errors()).isEmpty();
        assertThat(result.counts())
                .as("%s", result.failures().stream().map(Run::verdicts).toList())
                .doesNotContainKeys(Outcome.VIOLATION, Outcome.UNKNOWN);
        assertThat(result.effects()).containsKeys("partition", "packet", "kill", "pause", "clock", "disk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spanner-store-no-commit-wait",
                "spanner-store-safe-time-not-awaited",
                "spanner-store-promise-forgotten"
            })
    void flawIsCaughtWithoutFaults(String name) {
        SystemUnderTest system = Systems.installed().named(name);
        Sweep.Result result =
                sweep(ExperimentDraft.on(name).nodeCount(6).faults().option(SpannerOptions.EPSILON, 40), 10);

        assertThat(result.failures().stream()
                        .flatMap(run -> run.verdicts().stream())
                        .map(Verdict::anomaly))
                .contains(system.flaw().orElseThrow().anomaly());
    }
}

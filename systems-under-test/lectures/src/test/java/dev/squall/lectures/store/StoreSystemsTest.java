package dev.squall.lectures.store;

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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the store is strictly serializable under every fault, and that it serves most transactions. */
class StoreSystemsTest {

    private static final int SEEDS = 20;

    private static Sweep.Result sweep(ExperimentDraft draft) {
        SystemUnderTest system = Systems.installed().named(draft.system());
        Experiment experiment = draft.toExperiment(system, WorldKind.SIMULATED, 1);
        return new Sweep(experiment, system, Systems.installed().workload(experiment.workload()), Budget.DEFAULT, false)
                .run(SEEDS, 2, run -> false, false, done -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"txn-list-append", "txn-rw-register", "bank", "long-fork", "write-skew"})
    void storeSurvivesAllFaults(String workload) {
        Sweep.Result result =
                sweep(ExperimentDraft.on("2pc-store").workload(workload).timeLimitMillis(4_000));

        assertThat(result.errors()).isEmpty();
        assertThat(result.counts())
                .as("%s", result.failures().stream().map(Run::verdicts).toList())
                .doesNotContainKeys(Outcome.VIOLATION, Outcome.UNKNOWN);
        assertThat(result.counts().getOrDefault(Outcome.VALID, 0)).isGreaterThan(SEEDS * 8 / 10);
        assertThat(result.effects()).containsKeys("partition", "packet", "kill", "pause", "clock", "disk");
    }

    @Test
    void longerTransactionsOfFewKeysSurviveAllFaults() {
        Sweep.Result result = sweep(ExperimentDraft.on("2pc-store")
                .timeLimitMillis(4_000)
                .option("key-count", 4)
                .option("min-txn-length", 2)
                .option("max-txn-length", 4));

        assertThat(result.errors()).isEmpty();
        assertThat(result.counts()).doesNotContainKeys(Outcome.VIOLATION, Outcome.UNKNOWN);
    }

    @Test
    void twoPhaseCommitOfTheStoreIsJudgedByJournals() {
        List<Verdict> verdicts = sweep(ExperimentDraft.on("2pc-store-no-deadlock-handling")
                        .faults()
                        .timeLimitMillis(3_000))
                .failures()
                .get(0)
                .verdicts();

        assertThat(verdicts).extracting(Verdict::checker).contains("commit-agreement", "commit-votes", "recovery");
        assertThat(verdicts).extracting(Verdict::anomaly).contains("no-recovery");
    }
}

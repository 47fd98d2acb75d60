package dev.squall.lectures.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each store keeps its level under every fault, and is caught at the next stronger level. The property {@code
 * transactions.seeds} makes more runs.
 */
class TransactionsSystemsTest {

    private static final int SEEDS = Integer.getInteger("transactions.seeds", 25);

    private static ExperimentDraft contended(String system, String workload) {
        return ExperimentDraft.on(system)
                .workload(workload)
                .timeLimitMillis(4_000)
                .option("key-count", 4)
                .option("min-txn-length", 2)
                .option("max-txn-length", 4);
    }

    private static Sweep.Result sweep(ExperimentDraft draft, int seeds, boolean stopAtFailure) {
        SystemUnderTest system = Systems.installed().named(draft.system());
        Experiment experiment = draft.toExperiment(system, WorldKind.SIMULATED, 1);
        return new Sweep(
                        experiment,
                        system,
                        Systems.installed().workload(experiment.workload()),
                        Budget.DEFAULT,
                        draft.isSwarm())
                .run(seeds, 2, stopAtFailure, done -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "txn-serializable, txn-list-append, strict-serializable",
        "txn-serializable, txn-rw-register, strict-serializable",
        "txn-snapshot-isolation, txn-list-append, strong-snapshot-isolation",
        "txn-snapshot-isolation, txn-rw-register, strong-snapshot-isolation",
        "txn-read-committed, txn-list-append, strong-monotonic-atomic-view",
        "txn-read-committed, txn-list-append, strong-read-committed",
        "txn-read-committed, txn-rw-register, strong-read-committed",
        "txn-read-uncommitted, txn-list-append, strong-read-uncommitted",
        "txn-read-uncommitted, txn-rw-register, strong-read-uncommitted"
    })
    void levelIsKeptUnderAllFaults(String system, String workload, String level) {
        Sweep.Result result = sweep(contended(system, workload).option("level", level), SEEDS, false);

        assertThat(result.errors()).isEmpty();
        assertThat(result.counts())
                .as("%s", result.failures().stream().map(Run::verdicts).toList())
                .doesNotContainKeys(Outcome.VIOLATION, Outcome.UNKNOWN);
        assertThat(result.counts().getOrDefault(Outcome.VALID, 0)).isGreaterThan(SEEDS * 8 / 10);
    }

    @ParameterizedTest
    @CsvSource({
        "txn-serializable, bank",
        "txn-serializable, long-fork",
        "txn-serializable, write-skew",
        "txn-snapshot-isolation, bank",
        "txn-snapshot-isolation, long-fork"
    })
    void patternOfAnAnomalyIsNotFoundUnderAllFaults(String system, String workload) {
        ExperimentDraft draft = ExperimentDraft.on(system).workload(workload).timeLimitMillis(4_000);
        Sweep.Result result = sweep(draft, SEEDS, false);

        assertThat(result.errors()).isEmpty();
        assertThat(result.counts()).doesNotContainKeys(Outcome.VIOLATION, Outcome.UNKNOWN);
        assertThat(result.counts().getOrDefault(Outcome.VALID, 0)).isGreaterThan(SEEDS * 8 / 10);
    }

    @ParameterizedTest
    @CsvSource({
        "bank, read-committed, wrong-total negative-balance",
        "bank, read-uncommitted, wrong-total negative-balance",
        "long-fork, read-committed, long-fork",
        "write-skew, snapshot-isolation, write-skew",
        "write-skew, read-committed, write-skew"
    })
    void patternOfAnAnomalyIsFoundAtAWeakerLevel(String workload, String isolation, String anomalies) {
        ExperimentDraft draft = ExperimentDraft.on("txn-serializable")
                .workload(workload)
                .timeLimitMillis(4_000)
                .ratePerSecond(500)
                .faults()
                .option("isolation", isolation);

        assertThat(anomaliesOf(sweep(draft, 10, false))).isNotEmpty().isSubsetOf(List.of(anomalies.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "txn-snapshot-isolation, txn-list-append, serializable, write-skew G2-item no-version-order",
        "txn-snapshot-isolation, txn-rw-register, serializable, write-skew G2-item no-version-order",
        "txn-read-committed, txn-list-append, read-atomic, fractured-read internal",
        "txn-read-committed, txn-rw-register, read-atomic, fractured-read internal",
        "txn-read-uncommitted, txn-list-append, read-committed, G1a G1b G1c incompatible-order dirty-update",
        "txn-read-uncommitted, txn-rw-register, read-committed, G1a G1b G1c"
    })
    void nextStrongerLevelIsRefuted(String system, String workload, String level, String anomalies) {
        Sweep.Result result =
                sweep(contended(system, workload).option("level", level).faults(), 10, false);

        assertThat(anomaliesOf(result)).isNotEmpty().isSubsetOf(List.of(anomalies.split(" ")));
    }

    private static Set<String> anomaliesOf(Sweep.Result result) {
        assertThat(result.errors()).isEmpty();
        return result.failures().stream()
                .flatMap(run -> run.verdicts().stream())
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(Verdict::anomaly)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

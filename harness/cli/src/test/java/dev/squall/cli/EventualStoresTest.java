package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.check.register.Guarantee;
import dev.squall.check.register.GuaranteeTally;
import dev.squall.check.register.GuaranteeTally.Finding;
import dev.squall.cli.catalogue.Catalogue;
import dev.squall.cluster.Latency;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.Recorder;
import dev.squall.experiment.Run;
import dev.squall.experiment.Runner;
import dev.squall.experiment.Swarm;
import dev.squall.experiment.Sweep;
import dev.squall.experiment.SystemUnderTest;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventualStoresTest {

    private static Experiment experiment(String system, String workload, long timeLimitMillis) {
        return new Experiment(
                system,
                Map.of(),
                List.of(),
                workload,
                Experiment.SIMULATED,
                5,
                10,
                200,
                timeLimitMillis,
                Catalogue.faultsOf(Catalogue.system(system).orElseThrow()),
                1_000,
                2,
                Latency.Distribution.UNIFORM,
                1_000,
                10_000,
                false,
                1);
    }

    @ParameterizedTest
    @CsvSource({"lww-map, eventual-map", "lww-map, eventual-register", "mvr-map, multi-value-register"})
    void aSoundStoreConvergesWhateverFails(String system, String workload) {
        SystemUnderTest sound = Catalogue.system(system).orElseThrow();
        Sweep sweep = new Sweep(
                experiment(system, workload, 4_000), sound, Catalogue.workload(workload), Budget.DEFAULT, true);

        Sweep.Result result = sweep.run(100, 2, false, done -> {});

        assertThat(result.errors()).isEmpty();
        assertThat(result.counts()).doesNotContainKeys(Outcome.VIOLATION, Outcome.UNKNOWN, Outcome.ERROR);
        assertThat(result.counts().get(Outcome.VALID)).isGreaterThan(90);
    }

    /** By clients that move it is seen to give nothing; by clients that stay, what follows from one replica. */
    @Test
    void clientsOfALastWriterWinsMapHadBetterStayAtOneNode() {
        assertThat(measure("lww-map", "session-sticky"))
                .containsEntry(Guarantee.READ_YOUR_WRITES, Finding.KEPT)
                .containsEntry(Guarantee.MONOTONIC_READS, Finding.KEPT);
        assertThat(measure("lww-map", "session-roaming"))
                .containsEntry(Guarantee.READ_YOUR_WRITES, Finding.BROKEN)
                .containsEntry(Guarantee.MONOTONIC_READS, Finding.BROKEN);
    }

    @Test
    void aLinearizableStoreGivesItsClientsEveryGuaranteeWhereverTheyAre() {
        assertThat(measure("raft-kv", "session-roaming").values()).containsOnly(Finding.KEPT);
    }

    private static Map<Guarantee, Finding> measure(String system, String workloadName) {
        SystemUnderTest store = Catalogue.system(system).orElseThrow();
        Workload workload = Catalogue.workload(workloadName);
        GuaranteeTally tally = new GuaranteeTally();
        for (long seed = 1; seed <= 15; seed++) {
            Experiment drawn = Swarm.draw(experiment(system, workloadName, 2_000), seed);
            Run run = Runner.judge(
                    Runner.record(drawn, store, workload, Runner.simulatedWorld(drawn, store), Recorder.NONE),
                    workload,
                    Budget.DEFAULT);
            run.verdicts().stream().filter(EventualStoresTest::isMeasured).forEach(tally::add);
        }
        return tally.findings();
    }

    private static boolean isMeasured(Verdict verdict) {
        return verdict.checker().equals("measured-guarantees");
    }
}

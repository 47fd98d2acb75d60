package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Verdict;
import dev.squall.check.session.Guarantee;
import dev.squall.check.session.GuaranteeTally;
import dev.squall.check.session.GuaranteeTally.Finding;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.Swarm;
import dev.squall.run.Run;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Tests of the session guarantees that clients of stores get. {@link LecturesChaosTest} shows that the stores converge.
 */
class EventualStoresTest {

    private static Experiment experiment(String system, String workload) {
        return Experiment.builder(system, workload)
                .timeLimitMillis(2_000)
                .nemesisIntervalMillis(1_000)
                .faults(Systems.installed().named(system).usualFaults())
                .build();
    }

    /**
     * Clients that move between nodes get neither guarantee; clients that stay at one node get both from its replica.
     */
    @Test
    void lwwMapGuaranteesNeedStickyClients() {
        assertThat(measure("lww-map", "session-sticky"))
                .containsEntry(Guarantee.READ_YOUR_WRITES, Finding.KEPT)
                .containsEntry(Guarantee.MONOTONIC_READS, Finding.KEPT);
        assertThat(measure("lww-map", "session-roaming"))
                .containsEntry(Guarantee.READ_YOUR_WRITES, Finding.BROKEN)
                .containsEntry(Guarantee.MONOTONIC_READS, Finding.BROKEN);
    }

    @Test
    void linearizableStoreKeepsAllGuarantees() {
        assertThat(measure("raft-kv", "session-roaming").values()).containsOnly(Finding.KEPT);
    }

    @Test
    void promisedGuaranteesAreCheckedInEveryRun() {
        SystemUnderTest store = Systems.installed().named("lww-map");
        List<Run> kept = runs(store, "session-sticky");
        List<Run> broken = runs(
                store.requiring(
                        "session-roaming",
                        store.requirements().get("session-sticky").get(0)),
                "session-roaming");

        assertThat(kept).noneMatch(run -> run.outcome() == Outcome.VIOLATION).allMatch(run -> run.verdicts().stream()
                .anyMatch(verdict -> verdict.checker().equals("read-your-writes+monotonic-reads")));
        assertThat(broken).anyMatch(run -> run.outcome() == Outcome.VIOLATION);
    }

    private static List<Run> runs(SystemUnderTest store, String workloadName) {
        Workload workload = Systems.installed().workload(workloadName);
        return LongStream.rangeClosed(1, 15)
                .mapToObj(seed -> Swarm.draw(experiment(store.name(), workloadName), seed))
                .map(drawn -> RunPipeline.unkept(RunSettings.of(drawn, store, workload))
                        .run())
                .toList();
    }

    private static Map<Guarantee, Finding> measure(String system, String workloadName) {
        GuaranteeTally tally = new GuaranteeTally();
        runs(Systems.installed().named(system), workloadName).forEach(run -> run.verdicts().stream()
                .filter(EventualStoresTest::isMeasured)
                .forEach(tally::add));
        return tally.findings();
    }

    private static boolean isMeasured(Verdict verdict) {
        return verdict.checker().equals("measured-guarantees");
    }
}

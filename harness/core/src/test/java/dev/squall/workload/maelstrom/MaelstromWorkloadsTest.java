package dev.squall.workload.maelstrom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.run.Run;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.system.SystemUnderTest;
import dev.squall.testing.SimulatedRig;
import dev.squall.workload.ExecutableWorkload;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaelstromWorkloadsTest {

    private static Run run(Workload workload, boolean wrong) {
        Experiment experiment = Experiment.builder("node", workload.name())
                .nodeCount(workload.name().equals("kafka") ? 1 : 3)
                .timeLimitMillis(3_000)
                .build();
        SystemUnderTest system = SystemUnderTest.of(
                "node",
                "a node for tests",
                SimulatedRig.program(environment -> MaelstromNodes.create(workload.name(), wrong, environment)),
                workload.name());
        return RunPipeline.unkept(RunSettings.of(experiment, system, workload)).run();
    }

    private static Workload named(String name) {
        return MaelstromWorkloads.named(name).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "unique-ids", "broadcast", "g-set", "g-counter", "pn-counter", "kafka"})
    void rightNodeIsValidAndItsMessagesAreCounted(String workload) {
        Run run = run(named(workload), false);

        assertThat(run.outcome()).as(run.verdicts() + " " + run.vacuities()).isEqualTo(Outcome.VALID);
        assertThat(run.verdicts()).extracting(Verdict::checker).contains("messages", "statistics");
    }

    @ParameterizedTest
    @CsvSource({
        "echo, wrong-echo",
        "unique-ids, duplicate-id",
        "broadcast, lost-element",
        "g-set, lost-element",
        "g-counter, impossible-sum",
        "pn-counter, impossible-sum",
        "kafka, lost-write"
    })
    void wrongNodeIsCaught(String workload, String anomaly) {
        Run run = run(named(workload), true);

        assertThat(run.outcome()).isEqualTo(Outcome.VIOLATION);
        assertThat(run.verdicts()).extracting(Verdict::anomaly).contains(anomaly);
    }

    @Test
    void broadcastsReportStableLatenciesAndMessagesByType() {
        Run run = run(named("broadcast").with(Map.of("topology", "tree4")), false);

        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.checker().equals("stable-latency"))
                .first()
                .satisfies(verdict -> assertThat(verdict.summary()).contains("ms (median)"));
        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.checker().equals("messages"))
                .first()
                .satisfies(verdict ->
                        assertThat(verdict.details().get("byType").toString()).contains("broadcast="));
    }

    @Test
    void availabilityThatIsAskedForIsJudged() {
        Workload base = ExecutableWorkload.of(named("echo"), Optional.empty());

        assertThat(run(base.with(Map.of("availability", "total")), false).outcome())
                .isEqualTo(Outcome.VALID);
        Run broken = run(base.with(Map.of("availability", "0.5")), false);
        assertThat(broken.outcome()).isEqualTo(Outcome.VALID);
        assertThat(broken.verdicts()).extracting(Verdict::checker).contains("availability");
    }

    @Test
    void namesAreThoseOfMaelstrom() {
        assertThat(MaelstromWorkloads.all())
                .extracting(Workload::name)
                .isEqualTo(List.of("echo", "unique-ids", "broadcast", "g-set", "g-counter", "pn-counter", "kafka"));
    }
}

package dev.squall.cli;

import static dev.squall.system.ExperimentDraft.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.claims.RealTimeRuns;
import dev.squall.claims.RealTimeTrials;
import dev.squall.claims.TrialResult;
import dev.squall.experiment.Outcome;
import dev.squall.system.Enumeration;
import dev.squall.system.Trial;
import dev.squall.world.WorldKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lectures' claims in real time. */
@Timeout(240)
class RealTimeTrialsTest {

    @TempDir
    private Path runs;

    private RealTimeTrials trials(WorldKind world, Duration timeBudget) {
        return new RealTimeTrials(world, 1, new RealTimeRuns(runs, words -> {}), timeBudget);
    }

    private TrialResult run(WorldKind world, Trial trial) {
        return trials(world, Duration.ofMinutes(5)).run(trial, done -> {});
    }

    @Test
    void soundSystemSurvivesAndFlawedIsCaught() throws Exception {
        Squall.Result result =
                Squall.run("lectures", "fifo-link", "--world", "process", "--json", "--runs", runs.toString());

        assertThat(result.exitCode()).as(result.all()).isZero();
        JsonNode claim = new ObjectMapper().readTree(result.out()).get("claims").get(0);
        assertThat(claim.get("holds").get(0).get("seen").asText()).isEqualTo("survives");
        assertThat(claim.get("breaks").get(0).get("seen").asText()).matches("caught in run [123]: fifo-order-broken");
        assertThat(claim.get("breaks").get(0).get("repeat").asText())
                .startsWith("./squall run fifo-link-no-hold-back-buffer --world process ");
        assertThat(result.err()).contains("1 of 1 flaws caught: fifo-link-no-hold-back-buffer (run ");
        assertThat(runs.resolve("fifo-link-process/latest/verdict.json")).exists();
    }

    @Test
    void availabilityIsMeasuredOnceNodesAreUp() {
        TrialResult result = run(
                WorldKind.PROCESS,
                Trial.answers(on("quorum-abd"), Trial.Isolation.DOWN, List.of("n1", "n2"), List.of("n3", "n4", "n5")));

        assertThat(result.outcome()).as(result.words()).isEqualTo(Outcome.VALID);
        assertThat(result.words()).startsWith("n1, n2 down: answered n1 0 %, n2 0 %, n3 ");
    }

    @Test
    void missedFlawRefutesNothing() {
        Trial trial = Trial.caught(
                on("quorum-abd-version-from-wall-clock").timeLimitMillis(1_000).faults());

        TrialResult result = run(WorldKind.PROCESS, trial);

        assertThat(result.outcome()).isEqualTo(Outcome.VACUOUS);
        assertThat(result.words()).isEqualTo("not caught in 3 runs; the simulation finds it by stale-read");
    }

    @Test
    void simulationOnlyTrialsAreNotTried() {
        Trial cases = Trial.exhaustive(on("quorum-abd"), effort -> new Enumeration.Finding(true, "all", 1));
        assertThat(run(WorldKind.PROCESS, cases).words())
                .isEqualTo("left to the simulation: its nodes run every case there, without real time");
        Squall.Result sessions = Squall.run("lectures", "session-guarantees", "--world", "process");
        assertThat(sessions.out()).contains("not tried  session-guarantees").contains("left to the simulation");
        assertThat(sessions.exitCode()).isEqualTo(Outcome.VACUOUS.exitCode());
    }

    @Test
    void withoutTimeNothingIsTriedAndNothingConfirmed() {
        TrialResult result =
                trials(WorldKind.PROCESS, Duration.ZERO).run(Trial.survives(on("quorum-abd"), 1), done -> {});

        assertThat(result.isTried()).isFalse();
        assertThat(result.words()).isEqualTo("not tried: the time is up");
    }

    @Test
    void badRealTimeOptionsAreRefused() {
        assertThat(Squall.run("lectures", "--world", "moon").err())
                .contains("there is no world 'moon'; expected one of simulated, process, docker");
        assertThat(Squall.run("lectures", "--world", "process", "--thorough").err())
                .contains("--thorough is for the simulated world");
    }
}

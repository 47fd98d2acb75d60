package dev.squall.junit;

import static dev.squall.fault.FaultFamily.KILL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Outcome;
import dev.squall.junit.example.ForgetfulRegister;
import dev.squall.junit.example.RegisterProgram;
import dev.squall.run.Run;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;

/** Tests that a test of a flawed system passes if and only if a run shows the flaw. */
class ExpectationTest {

    private static final List<Run> RUNS = new CopyOnWriteArrayList<>();

    static class Flawed {
        @ChaosTest(
                program = ForgetfulRegister.class,
                workload = "register",
                faults = KILL,
                nodes = 3,
                seeds = 6,
                timeLimitMillis = 4_000,
                expect = "stale-read")
        void showsWhatItForgets(Run run) {
            RUNS.add(run);
        }
    }

    static class Sound {
        @ChaosTest(
                program = RegisterProgram.class,
                workload = "register",
                faults = KILL,
                seeds = 3,
                timeLimitMillis = 3_000,
                expect = "stale-read")
        void showsNothing() {}
    }

    static class WrongAnomaly {
        @ChaosTest(
                program = ForgetfulRegister.class,
                workload = "register",
                faults = KILL,
                nodes = 3,
                seeds = 1,
                expect = "split-brain")
        void showsAnother() {}
    }

    static class NeverDecided {
        @ChaosTest(
                program = RegisterProgram.class,
                workloadClass = UndecidableWorkload.class,
                faults = {},
                seeds = 2,
                timeLimitMillis = 2_000,
                expect = "stale-read")
        void showsNothing() {}
    }

    @Test
    void oneSeedWithTheAnomalySuffices() {
        RUNS.clear();
        EngineExecutionResults results = Launch.of(Flawed.class);
        assertThat(RUNS).hasSize(6);
        assertThat(RUNS).extracting(Run::outcome).contains(Outcome.VIOLATION);
        long published =
                RUNS.stream().filter(run -> run.outcome() != Outcome.VALID).count();
        results.testEvents()
                .assertStatistics(statistics -> statistics.succeeded(6).reportingEntryPublished(published));
        assertThat(Launch.causes(results.containerEvents())).isEmpty();
    }

    @Test
    void theTestAsAWholeFailsIfNoSeedShowsIt() {
        EngineExecutionResults results = Launch.of(Sound.class);
        results.testEvents().assertStatistics(statistics -> statistics.succeeded(3));
        assertThat(Launch.causes(results.containerEvents()))
                .singleElement()
                .isInstanceOf(AssertionFailedError.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("@ChaosTest on Sound.showsNothing: none of 3 runs shows stale-read; expected at least one:"
                        + " more seeds, a longer time limit or other faults may do it");
    }

    @Test
    void parallelSeedsWithoutAnomalyFailTheTest() {
        EngineExecutionResults results = Launch.of(
                Sound.class,
                "junit.jupiter.execution.parallel.enabled=true",
                "junit.jupiter.execution.parallel.mode.default=concurrent",
                "junit.jupiter.execution.parallel.config.strategy=fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism=2");
        assertThat(Launch.causes(results.containerEvents()))
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("none of 3 runs shows stale-read");
    }

    @Test
    void wrongAnomalyFailsWithTheExpectedOne() {
        EngineExecutionResults results = Launch.of(WrongAnomaly.class);
        assertThat(Launch.causes(results.testEvents()))
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("seed 1: violation\n  linearizable: stale-read: ")
                .contains("\n  expected: split-brain\n");
        assertThat(Launch.causes(results.containerEvents())).hasSize(1);
    }

    @Test
    void undecidedSeedsShowNothing() {
        EngineExecutionResults results = Launch.of(NeverDecided.class);
        results.testEvents()
                .assertStatistics(statistics -> statistics.succeeded(2).reportingEntryPublished(2));
        assertThat(Launch.causes(results.containerEvents())).hasSize(1);
    }
}

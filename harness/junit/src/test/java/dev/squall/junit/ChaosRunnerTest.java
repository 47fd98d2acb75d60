package dev.squall.junit;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.FaultFamily;
import dev.squall.junit.example.RegisterProgram;
import dev.squall.run.Run;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Tests methods that take a runner and make their runs themselves. */
class ChaosRunnerTest {

    private static final List<Run> RUNS = new CopyOnWriteArrayList<>();

    static class TwoSizes {
        @ChaosTest(
                program = RegisterProgram.class,
                workload = "register",
                faults = {KILL, PARTITION},
                seeds = 2,
                swarm = false,
                timeLimitMillis = 3_000)
        void isLinearizableInClustersOfEachSize(ChaosRunner runner) {
            RUNS.add(runner.run(runner.experiment().nodeCount(3)));
            RUNS.add(runner.run(runner.experiment().nodeCount(4).faults(KILL)));
        }
    }

    static class RunsNothing {
        @ChaosTest(
                program = RegisterProgram.class,
                faults = {},
                seeds = 1)
        void forgetsToRun(ChaosRunner runner) {
            runner.experiment().nodeCount(3);
        }
    }

    static class Flawed {
        @ChaosTest(
                program = AmnesicRegister.class,
                workload = "register",
                faults = {},
                seeds = 1)
        void isLinearizable(ChaosRunner runner) {
            RUNS.add(runner.run(runner.experiment().faults(KILL)));
        }
    }

    static class FaultsNotNamed {
        @ChaosTest(program = RegisterProgram.class, workload = "register", seeds = 1, swarm = false)
        void hasAllFaultsOfTheModel(ChaosRunner runner) {
            RUNS.add(runner.run(runner.experiment().faults(KILL)));
            throw new AssertionFailedError(runner.experiment().build().faults().toString());
        }
    }

    static class FaultsOfTheSystem {
        @ChaosTest(family = BadSettingsTest.KillsOnly.class, seeds = 1, swarm = false)
        void hasTheFaultsThatTheSystemWithstands(ChaosRunner runner) {
            RUNS.add(runner.run(runner.experiment()));
        }
    }

    static class BeyondTheModel {
        @ChaosTest(
                family = BadSettingsTest.KillsOnly.class,
                faults = {},
                seeds = 1)
        void isLinearizable(ChaosRunner runner) {
            runner.run(runner.experiment().faults(CLOCK));
        }
    }

    @Test
    void eachCallRunsItsOwnExperiment() {
        RUNS.clear();
        Launch.of(TwoSizes.class).testEvents().assertStatistics(statistics -> statistics.succeeded(2));
        assertThat(RUNS).extracting(run -> run.experiment().seed()).containsExactly(1L, 1L, 2L, 2L);
        assertThat(RUNS).extracting(run -> run.experiment().nodeCount()).containsExactly(3, 4, 3, 4);
        assertThat(RUNS.get(0).experiment().faults()).containsExactly(FaultFamily.PARTITION, FaultFamily.KILL);
        assertThat(RUNS.get(1).experiment().faults()).containsExactly(FaultFamily.KILL);
    }

    @Test
    void withoutFaultsATestHasThoseThatTheSystemWithstands() {
        RUNS.clear();

        Launch.of(FaultsOfTheSystem.class).testEvents().assertStatistics(statistics -> statistics.succeeded(1));

        assertThat(RUNS)
                .singleElement()
                .satisfies(run -> assertThat(run.experiment().faults()).containsExactly(FaultFamily.KILL));
        assertThat(Launch.causes(Launch.of(FaultsNotNamed.class).testEvents()))
                .singleElement()
                .extracting(Throwable::getMessage)
                .isEqualTo("[partition, packet, kill, pause, clock, disk]");
    }

    @Test
    void methodWithoutRunFails() {
        assertThat(Launch.causes(Launch.of(RunsNothing.class).testEvents()))
                .singleElement()
                .isInstanceOf(AssertionFailedError.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("seed 1: the method made no run; expected a call of run(...) of its ChaosRunner");
    }

    @Test
    void violationIsThrownWithARepeatLine() {
        RUNS.clear();
        assertThat(Launch.causes(Launch.of(Flawed.class).testEvents()))
                .singleElement()
                .isInstanceOf(AssertionFailedError.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("seed 1: violation\n  linearizable: ")
                .contains("faults: kill\n", "/report.html\n")
                .endsWith("Flawed#isLinearizable' -Dsquall.seed=1");
        assertThat(RUNS).isEmpty();
    }

    @Test
    void faultBeyondTheModelIsRefused() {
        assertThat(Launch.causes(Launch.of(BeyondTheModel.class).testEvents()))
                .singleElement()
                .isInstanceOf(IllegalArgumentException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("the fault 'clock' is not in the system model of kills-only; expected some of kill");
    }
}

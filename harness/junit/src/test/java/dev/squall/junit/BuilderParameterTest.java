package dev.squall.junit;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Experiment;
import dev.squall.junit.example.RegisterProgram;
import dev.squall.run.Run;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** A method that takes the builder of its experiment makes its runs itself. */
class BuilderParameterTest {

    private static final List<Run> RUNS = new CopyOnWriteArrayList<>();

    static class TwoSizes {
        @ChaosTest(
                program = RegisterProgram.class,
                workload = "register",
                faults = {KILL, PARTITION},
                seeds = 2,
                swarm = false,
                timeLimitMillis = 3_000)
        void isLinearizableInClustersOfEachSize(Experiment.Builder experiment) {
            RUNS.add(experiment.nodeCount(3).run());
            RUNS.add(experiment.nodeCount(4).faults(KILL).run());
        }
    }

    static class RunsNothing {
        @ChaosTest(
                program = RegisterProgram.class,
                faults = {},
                seeds = 1)
        void forgetsToRun(Experiment.Builder experiment) {
            experiment.nodeCount(3);
        }
    }

    static class Flawed {
        @ChaosTest(
                program = AmnesicRegister.class,
                workload = "register",
                faults = {},
                seeds = 1)
        void isLinearizable(Experiment.Builder experiment) {
            RUNS.add(experiment.faults(KILL).run());
        }
    }

    static class BeyondTheModel {
        @ChaosTest(
                system = BadSettingsTest.KillsOnly.class,
                faults = {},
                seeds = 1)
        void isLinearizable(Experiment.Builder experiment) {
            experiment.faults(CLOCK).run();
        }
    }

    @Test
    void eachCallRunsWhatTheBuilderThenSays() {
        RUNS.clear();
        Launch.of(TwoSizes.class).testEvents().assertStatistics(statistics -> statistics.succeeded(2));
        assertThat(RUNS).extracting(run -> run.experiment().seed()).containsExactly(1L, 1L, 2L, 2L);
        assertThat(RUNS).extracting(run -> run.experiment().nodeCount()).containsExactly(3, 4, 3, 4);
        assertThat(RUNS.get(0).experiment().faults()).containsExactly("partition", "kill");
        assertThat(RUNS.get(1).experiment().faults()).containsExactly("kill");
    }

    @Test
    void aMethodThatMakesNoRunFails() {
        assertThat(Launch.causes(Launch.of(RunsNothing.class).testEvents()))
                .singleElement()
                .isInstanceOf(AssertionFailedError.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("seed 1: the method made no run; expected a call of run() of its Experiment.Builder");
    }

    @Test
    void aViolationIsThrownByTheCallAndTellsHowToSeeItAgain() {
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
    void whatTheSystemsModelDoesNotHaveIsRefusedHereToo() {
        assertThat(Launch.causes(Launch.of(BeyondTheModel.class).testEvents()))
                .singleElement()
                .isInstanceOf(IllegalArgumentException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("the fault clock is not in the system model of kills-only; expected some of kill");
    }
}

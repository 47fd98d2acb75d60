package example;

import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.junit.ChaosRunner;
import dev.squall.junit.ChaosTest;
import dev.squall.run.Run;

class RegisterChaosTest {

    @ChaosTest(
            program = RegisterProgram.class,
            workload = "register",
            faults = {PARTITION, KILL, PAUSE},
            seeds = 5)
    void registerIsLinearizableUnderFaults(Run run) {
        assertThat(run.history().size()).isGreaterThan(500); // optional: the finished run, to look further
    }

    @ChaosTest(program = RegisterProgram.class, workload = "register", faults = KILL, seeds = 1)
    void anySizeWillDo(ChaosRunner runner) {
        runner.run(runner.experiment().nodeCount(3));
        runner.run(runner.experiment().nodeCount(4).ratePerSecond(50));
    }
}

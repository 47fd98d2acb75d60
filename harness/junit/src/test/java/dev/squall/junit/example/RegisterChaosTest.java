package dev.squall.junit.example;

import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.junit.ChaosTest;
import dev.squall.run.Run;

/** Example of a chaos test. */
class RegisterChaosTest {

    @ChaosTest(
            program = RegisterProgram.class,
            workload = "register",
            faults = {PARTITION, KILL, PAUSE},
            nodes = 3,
            seeds = 20)
    void registerIsLinearizableUnderFaults(Run run) {
        assertThat(run.verdicts()).extracting(Verdict::validity).containsOnly(Validity.VALID);
        assertThat(run.history().size()).isGreaterThan(500);
    }
}

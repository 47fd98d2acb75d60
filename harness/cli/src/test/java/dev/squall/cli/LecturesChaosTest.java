package dev.squall.cli;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.DISK;
import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Outcome;
import dev.squall.junit.ChaosRunner;
import dev.squall.junit.ChaosTest;
import dev.squall.run.Run;

/** Systems of the lectures under every fault of their models, and flawed ones, as chaos tests. */
class LecturesChaosTest {

    /** A seed may draw a fault that finds nothing to affect: that is allowed, but much must have been done. */
    private static void assertBusy(Run run) {
        assertThat(run.history().size()).isGreaterThan(200);
    }

    @ChaosTest(
            system = "lww-map",
            faults = {PARTITION, PACKET, KILL, PAUSE, CLOCK, DISK},
            timeLimitMillis = 4_000,
            allow = Outcome.VACUOUS)
    void lwwMapConvergesUnderAllFaults(Run run) {
        assertBusy(run);
    }

    @ChaosTest(
            system = "lww-map",
            workload = "eventual-register",
            faults = {PARTITION, PACKET, KILL, PAUSE, CLOCK, DISK},
            timeLimitMillis = 4_000,
            allow = Outcome.VACUOUS)
    void lwwRegisterConvergesUnderAllFaults(Run run) {
        assertBusy(run);
    }

    @ChaosTest(
            system = "mvr-map",
            faults = {PARTITION, PACKET, KILL, PAUSE, CLOCK, DISK},
            timeLimitMillis = 4_000,
            allow = Outcome.VACUOUS)
    void multiValueMapConvergesUnderAllFaults(Run run) {
        assertBusy(run);
    }

    @ChaosTest(
            system = "raft-kv",
            faults = {PARTITION, PACKET, KILL, PAUSE, CLOCK, DISK},
            timeLimitMillis = 4_000,
            seeds = 10,
            allow = Outcome.VACUOUS)
    void raftIsLinearizableInEveryClusterSize(ChaosRunner runner) {
        for (int nodes : new int[] {3, 4}) {
            assertBusy(runner.run(runner.experiment().nodeCount(nodes)));
        }
    }

    @ChaosTest(
            system = "quorum-abd-no-read-repair",
            faults = PACKET,
            swarm = false,
            seeds = 30,
            timeLimitMillis = 5_000,
            nemesisIntervalMillis = 500,
            ratePerSecond = 500,
            expect = "stale-read")
    void missingReadRepairShowsAStaleRead() {}
}

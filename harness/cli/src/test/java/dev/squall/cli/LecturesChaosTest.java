package dev.squall.cli;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.DISK;
import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.cli.catalogue.Catalogue;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.junit.ChaosTest;
import dev.squall.junit.SystemProvider;
import dev.squall.run.Run;
import dev.squall.system.SystemUnderTest;

/** Systems of the lectures under every fault of their models, and flawed ones, as chaos tests. */
class LecturesChaosTest {

    abstract static class Named implements SystemProvider {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public SystemUnderTest system() {
            return Catalogue.system(name).orElseThrow();
        }
    }

    static final class LastWriterWins extends Named {
        LastWriterWins() {
            super("lww-map");
        }
    }

    static final class MultiValue extends Named {
        MultiValue() {
            super("mvr-map");
        }
    }

    static final class Raft extends Named {
        Raft() {
            super("raft-kv");
        }
    }

    static final class NoReadRepair extends Named {
        NoReadRepair() {
            super("quorum-abd-no-read-repair");
        }
    }

    /** A seed may draw a fault that finds nothing to bite: that is allowed, but much must have been done. */
    private static void assertBusy(Run run) {
        assertThat(run.history().size()).isGreaterThan(200);
    }

    @ChaosTest(
            system = LastWriterWins.class,
            faults = {PARTITION, PACKET, KILL, PAUSE, CLOCK, DISK},
            timeLimitMillis = 4_000,
            allow = Outcome.VACUOUS)
    void theLastWriterWinsMapConvergesWhateverFails(Run run) {
        assertBusy(run);
    }

    @ChaosTest(
            system = LastWriterWins.class,
            workload = "eventual-register",
            faults = {PARTITION, PACKET, KILL, PAUSE, CLOCK, DISK},
            timeLimitMillis = 4_000,
            allow = Outcome.VACUOUS)
    void aRegisterOfTheLastWriterWinsMapConvergesWhateverFails(Run run) {
        assertBusy(run);
    }

    @ChaosTest(
            system = MultiValue.class,
            faults = {PARTITION, PACKET, KILL, PAUSE, CLOCK, DISK},
            timeLimitMillis = 4_000,
            allow = Outcome.VACUOUS)
    void theMultiValueMapConvergesWhateverFails(Run run) {
        assertBusy(run);
    }

    @ChaosTest(
            system = Raft.class,
            faults = {PARTITION, PACKET, KILL, PAUSE, CLOCK, DISK},
            timeLimitMillis = 4_000,
            seeds = 10,
            allow = Outcome.VACUOUS)
    void raftIsLinearizableWhateverTheSizeOfItsCluster(Experiment.Builder experiment) {
        for (int nodes : new int[] {3, 4}) {
            assertBusy(experiment.nodeCount(nodes).run());
        }
    }

    @ChaosTest(
            system = NoReadRepair.class,
            faults = PACKET,
            swarm = false,
            seeds = 30,
            timeLimitMillis = 5_000,
            nemesisIntervalMillis = 500,
            ratePerSecond = 500,
            expect = "stale-read")
    void withoutReadRepairALaterReadReturnsAnOlderValue() {}
}

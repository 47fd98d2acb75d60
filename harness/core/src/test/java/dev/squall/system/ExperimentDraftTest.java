package dev.squall.system;

import static dev.squall.system.ExperimentDraft.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.testing.SimulatedRig;
import dev.squall.world.Latency;
import dev.squall.world.WorldKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentDraftTest {

    private static final SystemUnderTest STORE = SystemUnderTest.of(
                    "store",
                    "a store",
                    SimulatedRig.program(environment -> {
                        throw new AssertionError("no node is made");
                    }),
                    "lin-kv",
                    "register")
            .withstanding(List.of(FaultFamily.PARTITION, FaultFamily.KILL, FaultFamily.FULL_DISK));

    @Test
    void lineHasEveryValueInTheOrderInWhichItWasSet() {
        ExperimentDraft draft = on("store")
                .workload("register")
                .timeLimitMillis(20_000)
                .withoutSwarm()
                .faults(FaultFamily.KILL, FaultFamily.PARTITION)
                .nemesisIntervalMillis(600)
                .latencyMillis(60)
                .latencyDistribution(Latency.Distribution.EXPONENTIAL)
                .option("a", 1)
                .option("b", "x")
                .clientsPerNode(4)
                .ratePerSecond(0.5);

        assertThat(draft.line())
                .isEqualTo("store --workload register --time-limit 20s --no-swarm --faults kill,partition"
                        + " --nemesis-interval 600ms --latency 60 --latency-dist exponential --option a=1 --option b=x"
                        + " --concurrency 4n --rate 0.5");
        assertThat(on("store").faults().line()).isEqualTo("store --faults none");
    }

    @Test
    void unsetValuesAreTheSystemsUsualOnes() {
        Experiment experiment = on("store").timeLimitMillis(4_000).toExperiment(STORE, WorldKind.SIMULATED, 7);

        assertThat(experiment)
                .isEqualTo(Experiment.builder("store", "lin-kv")
                        .timeLimitMillis(4_000)
                        .nemesisIntervalMillis(1_000)
                        .faults(FaultFamily.PARTITION, FaultFamily.KILL)
                        .seed(7)
                        .build());
        assertThat(on("store").toExperiment(STORE, WorldKind.PROCESS, 1).latencyMillis())
                .isZero();
    }

    @Test
    void faultsAreInTheOrderOfTheFamilies() {
        ExperimentDraft draft =
                on("store").faults(FaultFamily.KILL, FaultFamily.PARTITION).option("a", 1);

        Experiment experiment = draft.toExperiment(STORE, WorldKind.SIMULATED, 1);

        assertThat(experiment.faults()).containsExactly(FaultFamily.PARTITION, FaultFamily.KILL);
        assertThat(experiment.systemOptions()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void unsupportedWorkloadIsRefused() {
        assertRefused(on("store").workload("append-kv"), WorldKind.SIMULATED, "expected one of lin-kv, register");
    }

    private static void assertRefused(ExperimentDraft draft, WorldKind world, String words) {
        assertThatThrownBy(() -> draft.toExperiment(STORE, world, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }
}

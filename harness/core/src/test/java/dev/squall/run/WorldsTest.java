package dev.squall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.standard.LinKvWorkload;
import dev.squall.world.WorldKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worlds that need no other library, and the experiments that are possible in them. */
class WorldsTest {

    private static final String NO_DOCKER =
            "there is no world 'docker'; expected one of simulated, process, or" + " squall-docker on the class path";

    private static final SystemUnderTest REGISTER = Experiments.system(RegisterNode::new);

    @Test
    void twoWorldsNeedNoOtherLibrary() {
        assertThat(Worlds.names()).containsExactly("simulated", "process");
        assertThat(Worlds.whyAbsent(WorldKind.SIMULATED)).isEmpty();
        assertThat(Worlds.whyAbsent(WorldKind.PROCESS)).isEmpty();
    }

    @Test
    void worldIsFoundByItsName() {
        assertThat(Worlds.named("process")).isEqualTo(WorldKind.PROCESS);
        assertThatThrownBy(() -> Worlds.named("moon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no world 'moon'; expected one of simulated, process");
    }

    @Test
    void worldWithoutItsLibraryIsAbsent(@TempDir Path folder) {
        Experiment experiment = in(WorldKind.DOCKER);
        assertThat(Worlds.whyAbsent(WorldKind.DOCKER)).contains(NO_DOCKER);
        assertThatThrownBy(() -> Worlds.create(
                        experiment, REGISTER, new LinKvWorkload(), Optional.of(RunFolder.at(folder)), progress -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(NO_DOCKER);
    }

    @Test
    void faultBeyondTheSystemModelIsRefused() {
        SystemUnderTest steady = REGISTER.withstanding(List.of(FaultFamily.PARTITION));

        assertRefused(
                in(WorldKind.SIMULATED, FaultFamily.KILL),
                steady,
                "the fault 'kill' is not in the system model of register; expected some of partition");
    }

    @Test
    void faultBeyondTheWorldIsRefused() {
        assertRefused(
                in(WorldKind.PROCESS, FaultFamily.FULL_DISK),
                REGISTER,
                "the fault 'full-disk' is impossible in the world process; expected the world simulated, or some of"
                        + " partition, packet, late, kill, pause, clock, disk, bit-flip, arbitrary");
        Worlds.require(in(WorldKind.SIMULATED, FaultFamily.FULL_DISK), REGISTER);
    }

    @Test
    void executableRunsAsProcessOnly() {
        SystemUnderTest executable = SystemUnderTest.executable("node", List.of("lin-kv"));

        Worlds.require(in(WorldKind.PROCESS, FaultFamily.KILL), executable);
        assertRefused(
                in(WorldKind.SIMULATED),
                executable,
                "the system node is an executable, which cannot be simulated; expected the world process");
        assertRefused(
                in(WorldKind.PROCESS, FaultFamily.DISK),
                executable,
                "the fault 'disk' is impossible in the world process; expected another system, or some of partition,"
                        + " packet, late, kill, pause, arbitrary");
    }

    private static Experiment in(WorldKind world, FaultFamily... faults) {
        return Experiments.small().toBuilder().world(world).faults(faults).build();
    }

    private static void assertRefused(Experiment experiment, SystemUnderTest system, String words) {
        assertThatThrownBy(() -> Worlds.require(experiment, system))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
    }
}

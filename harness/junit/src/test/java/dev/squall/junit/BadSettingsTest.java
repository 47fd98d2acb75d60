package dev.squall.junit;

import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.FULL_DISK;
import static dev.squall.fault.FaultFamily.KILL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Outcome;
import dev.squall.fault.FaultFamily;
import dev.squall.junit.example.RegisterProgram;
import dev.squall.run.Run;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.standard.LinKvWorkload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

// Longer than 350 lines: each mistake is a class of its own, beside its sentence.
/** Tests that invalid settings fail the method before any run, with one sentence that says what is expected. */
class BadSettingsTest {

    /** A family of one system. */
    private abstract static class Family implements SystemFamily {

        private final SystemUnderTest system;

        Family(SystemUnderTest system) {
            this.system = system;
        }

        @Override
        public String topic() {
            return "bad";
        }

        @Override
        public List<SystemUnderTest> systems() {
            return List.of(system);
        }
    }

    private static SystemUnderTest register(String... workloads) {
        return SystemUnderTest.of("kills-only", "a register", new RegisterProgram(), workloads);
    }

    /** A system whose model has kills only, served by one workload. */
    static class KillsOnly extends Family {
        KillsOnly() {
            super(register("register").withstanding(List.of(FaultFamily.KILL)));
        }
    }

    static class Executable extends Family {
        Executable() {
            super(SystemUnderTest.executable("kills-only", List.of("register")));
        }
    }

    static class OwnWorkloadByName extends Family {
        OwnWorkloadByName() {
            super(register("mine"));
        }
    }

    static class NoWorkloads extends Family {
        NoWorkloads() {
            super(register());
        }
    }

    abstract static class AbstractProgram extends RegisterProgram {}

    static class FailingProgram extends RegisterProgram {
        FailingProgram() {
            throw new IllegalStateException("no licence");
        }
    }

    static class NothingNamed {
        @ChaosTest(faults = {})
        void test() {}
    }

    static class BothNamed {
        @ChaosTest(
                program = RegisterProgram.class,
                family = KillsOnly.class,
                faults = {})
        void test() {}
    }

    static class ProgramAndFile {
        @ChaosTest(
                program = RegisterProgram.class,
                systemFile = "kv.yaml",
                faults = {})
        void test() {}
    }

    static class NoFile {
        @ChaosTest(
                systemFile = "missing.yaml",
                faults = {})
        void test() {}
    }

    static class FileInAnotherWorld {
        @ChaosTest(
                systemFile = RealWorldsTest.KEY_VALUE_FILE,
                faults = {},
                world = ChaosTest.DOCKER)
        void test() {}
    }

    static class NoProgram {
        @ChaosTest(
                family = Executable.class,
                faults = {})
        void test() {}
    }

    static class NotMade {
        @ChaosTest(
                program = AbstractProgram.class,
                faults = {})
        void test() {}
    }

    static class Failing {
        @ChaosTest(
                program = FailingProgram.class,
                faults = {})
        void test() {}
    }

    static class UnknownWorkload {
        @ChaosTest(
                family = KillsOnly.class,
                workload = "lin-kv",
                faults = {})
        void test() {}
    }

    static class WorkloadWithoutClass {
        @ChaosTest(
                family = OwnWorkloadByName.class,
                faults = {})
        void test() {}
    }

    static class SystemWithoutWorkload {
        @ChaosTest(
                family = NoWorkloads.class,
                faults = {})
        void test() {}
    }

    static class TwoWorkloads {
        @ChaosTest(
                program = RegisterProgram.class,
                workload = "register",
                workloadClass = LinKvWorkload.class,
                faults = {})
        void test() {}
    }

    static class FaultOutsideModel {
        @ChaosTest(family = KillsOnly.class, faults = CLOCK)
        void test() {}
    }

    static class FaultTwice {
        @ChaosTest(
                family = KillsOnly.class,
                faults = {KILL, KILL})
        void test() {}
    }

    static class NoNodes {
        @ChaosTest(
                program = RegisterProgram.class,
                faults = {},
                nodes = -1)
        void test() {}
    }

    static class NoSeeds {
        @ChaosTest(
                program = RegisterProgram.class,
                faults = {},
                seeds = 0)
        void test() {}
    }

    static class OptionWithoutValue {
        @ChaosTest(
                program = RegisterProgram.class,
                faults = {},
                options = "quorum")
        void test() {}
    }

    static class OptionTwice {
        @ChaosTest(
                program = RegisterProgram.class,
                faults = {},
                options = {"quorum=2", "quorum=3"})
        void test() {}
    }

    static class UnknownWorld {
        @ChaosTest(
                program = RegisterProgram.class,
                faults = {},
                world = "moon")
        void test() {}
    }

    static class FullDiskOfProcesses {
        @ChaosTest(program = RegisterProgram.class, faults = FULL_DISK, world = ChaosTest.PROCESS)
        void test() {}
    }

    static class RunAndRunner {
        @ChaosTest(
                program = RegisterProgram.class,
                faults = {})
        void test(Run run, ChaosRunner runner) {}
    }

    static class ViolationAllowed {
        @ChaosTest(
                program = RegisterProgram.class,
                faults = {},
                allow = Outcome.VIOLATION)
        void test() {}
    }

    static class Fine {
        @ChaosTest(
                program = RegisterProgram.class,
                workload = "register",
                faults = {},
                seeds = 1)
        void test() {}
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(
                        NothingNamed.class,
                        "nothing is named to be tested; expected one of program, system and systemFile"),
                Arguments.of(
                        BothNamed.class,
                        "several of them are named to be tested; expected one of program, system and systemFile"),
                Arguments.of(
                        ProgramAndFile.class,
                        "several of them are named to be tested; expected one of program, system and systemFile"),
                Arguments.of(
                        NoFile.class,
                        "the system file missing.yaml cannot be read: missing.yaml; expected a YAML file"),
                Arguments.of(
                        FileInAnotherWorld.class,
                        "the system kv runs only in the world process; expected that world, not docker"),
                Arguments.of(
                        NoProgram.class,
                        "the system kills-only is somebody's own executable, which this annotation does not start;"
                                + " expected one with a NodeProgram"),
                Arguments.of(
                        NotMade.class,
                        "program is " + AbstractProgram.class.getName() + ", which cannot be made; expected a class"
                                + " that is not abstract, not an inner one, and has a constructor without arguments"),
                Arguments.of(
                        Failing.class,
                        "the constructor of program " + FailingProgram.class.getName()
                                + " failed: java.lang.IllegalStateException: no licence"),
                Arguments.of(
                        UnknownWorkload.class,
                        "the workload 'lin-kv' is not one of kills-only; expected one of register"),
                Arguments.of(
                        WorkloadWithoutClass.class,
                        "the workload 'mine' is not known by name; expected one of lin-kv, append-kv"),
                Arguments.of(
                        SystemWithoutWorkload.class,
                        "the system kills-only names no workload; expected workloadClass for one of your own"),
                Arguments.of(TwoWorkloads.class, "both workload and workloadClass are named; expected one of them"),
                Arguments.of(
                        FaultOutsideModel.class,
                        "the fault 'clock' is not in the system model of kills-only; expected some of kill"),
                Arguments.of(FaultTwice.class, "the list of faults is [kill, kill]; expected each fault once"),
                Arguments.of(NoNodes.class, "the number of nodes is -1; expected 1 to 1000"),
                Arguments.of(NoSeeds.class, "the number of seeds is 0; expected at least one"),
                Arguments.of(OptionWithoutValue.class, "the option is 'quorum'; expected name=value"),
                Arguments.of(OptionTwice.class, "the option quorum is given twice; expected each once"),
                Arguments.of(
                        UnknownWorld.class, "there is no world 'moon'; expected one of simulated, process, docker"),
                Arguments.of(
                        FullDiskOfProcesses.class,
                        "the fault 'full-disk' is impossible in the world process; expected the world simulated or"
                                + " docker, or some of partition, packet, late, kill, pause, clock, disk, bit-flip,"
                                + " arbitrary"),
                Arguments.of(
                        RunAndRunner.class,
                        "the method takes a Run, which is made before it, and a ChaosRunner, by which it makes"
                                + " runs itself; expected one of them"),
                Arguments.of(
                        ViolationAllowed.class,
                        "the outcome VIOLATION cannot be allowed; expected UNKNOWN, VACUOUS or both"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void badSettingIsRefusedInOneSentence(Class<?> testClass, String sentence) {
        assertRefused(testClass.getSimpleName(), sentence, Launch.of(testClass));
    }

    @Test
    void malformedSeedIsRefusedInOneSentence() {
        assertRefused(
                "Fine",
                "the property squall.seed is 'first'; expected a whole number such as 17",
                Launch.of(Fine.class, "squall.seed=first"));
    }

    @Test
    void fileAsRunsFolderIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("runs"));
        assertRefused(
                "Fine",
                "the property squall.runs is '" + file + "'; expected a folder, or one that can be made",
                Launch.of(Fine.class, "squall.runs=" + file));
    }

    private static void assertRefused(String className, String sentence, EngineExecutionResults results) {
        results.testEvents().assertStatistics(statistics -> statistics.started(0));
        assertThat(Launch.causes(results.containerEvents()))
                .singleElement()
                .isInstanceOf(ExtensionConfigurationException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("@ChaosTest on " + className + ".test: " + sentence)
                .doesNotContain("\n");
    }
}

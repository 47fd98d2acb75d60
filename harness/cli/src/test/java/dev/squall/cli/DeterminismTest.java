package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.RepeatLine;
import dev.squall.experiment.Swarm;
import dev.squall.run.RunFolder;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.Latency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same seed gives the same history, journal and message trace, byte for byte, on any machine. */
class DeterminismTest {

    private static final List<String> RECORDS =
            List.of(RunFolder.HISTORY_FILE, RunFolder.JOURNAL_FILE, RunFolder.MESSAGES_FILE);
    private static final SystemUnderTest SYSTEM = Systems.installed().named("raft-kv");
    private static final String OTHER_JAVA_VERSION = "JAVA_VERSION=\"25";

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSeedRunTwiceGivesTheSameBytes(long seed) throws IOException {
        Experiment experiment = experiment(seed);

        assertSame(record(experiment, "first"), record(experiment, "second"));
    }

    @Test
    void anotherSeedGivesAnotherHistory() throws IOException {
        Path first = record(experiment(1), "first");
        Path second = record(experiment(1).withSeed(2), "second");

        assertThat(Files.mismatch(first.resolve(RunFolder.HISTORY_FILE), second.resolve(RunFolder.HISTORY_FILE)))
                .isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("fewSeeds")
    void anotherJvmGivesTheSameBytes(long seed) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");

        assertSame(record(experiment(seed), "here"), recordInChild(java, experiment(seed)));
    }

    @ParameterizedTest
    @MethodSource("fewSeeds")
    void anotherVersionOfJavaGivesTheSameBytes(long seed) throws Exception {
        Optional<Path> java = otherJava();
        assumeTrue(java.isPresent(), "no JDK 25 is installed beside this one");

        assertSame(record(experiment(seed), "here"), recordInChild(java.get(), experiment(seed)));
    }

    static LongStream fewSeeds() {
        return LongStream.rangeClosed(101, 103);
    }

    private static Experiment experiment(long seed) {
        Experiment base = Experiment.builder(SYSTEM.name(), "lin-kv")
                .timeLimitMillis(5_000)
                .faults(SYSTEM.usualFaults())
                .nemesisIntervalMillis(1_000)
                .latencyDistribution(Latency.Distribution.EXPONENTIAL)
                .seed(seed)
                .build();
        return Swarm.draw(base, seed);
    }

    private Path record(Experiment experiment, String name) {
        RunFolder recording = RunFolder.at(folder.resolve(name));
        RunSettings settings =
                RunSettings.of(experiment, SYSTEM, Systems.installed().workload(experiment.workload()));
        RunPipeline.keptIn(recording, settings, Map.of()).record();
        return recording.path();
    }

    private Path recordInChild(Path java, Experiment experiment) throws Exception {
        Path runs = folder.resolve("child");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(Squall.argumentsOf(RepeatLine.of(experiment))));
        command.addAll(List.of("--runs", runs.toString()));
        Path output = folder.resolve("child.log");
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }
        // A run of a few seconds may be vacuous; what it recorded is the same all the same.
        assertThat(child.exitValue()).as(Files.readString(output)).isIn(0, 3);
        return runs.resolve("latest");
    }

    private static Optional<Path> otherJava() throws IOException {
        Path installations =
                Path.of(System.getProperty("java.home")).toRealPath().getParent();
        try (Stream<Path> siblings = Files.list(installations)) {
            return siblings.filter(DeterminismTest::isOtherVersion)
                    .map(home -> home.resolve("bin").resolve("java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    private static boolean isOtherVersion(Path home) {
        Path release = home.resolve("release");
        try {
            return Files.isRegularFile(release) && Files.readString(release).contains(OTHER_JAVA_VERSION);
        } catch (IOException e) {
            return false;
        }
    }

    private static void assertSame(Path first, Path second) {
        for (String record : RECORDS) {
            assertThat(first.resolve(record)).isNotEmptyFile().hasSameBinaryContentAs(second.resolve(record));
        }
    }
}

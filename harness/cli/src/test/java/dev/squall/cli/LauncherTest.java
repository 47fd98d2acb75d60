package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Exit codes and signals of the launcher script, in a folder laid out as the project's own, with a space in its name.
 */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {

    private static final Path SCRIPT = Path.of("..", "..", "squall");

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void layOut() throws IOException {
        home = folder.resolve("a squall");
        for (String name : List.of("harness/cli/target", "systems-under-test", "docker")) {
            Files.createDirectories(home.resolve(name));
        }
        Files.copy(SCRIPT, home.resolve("squall"));
        Files.createFile(home.resolve("pom.xml"));
        Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.from(Instant.EPOCH));
        writeJar(home.resolve("harness/cli/target/squall.jar"));
    }

    /** Writes a jar that leads to the classes of this test. */
    private static void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        try (OutputStream bytes = Files.newOutputStream(jar)) {
            new JarOutputStream(bytes, manifest).close();
        }
    }

    private ChildSquall start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "squall"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new ChildSquall(folder, builder);
    }

    @Test
    void violationExitsWithOne() throws Exception {
        Path history = Files.writeString(folder.resolve("stale.edn"), Histories.STALE);

        try (ChildSquall squall = start(Map.of(), "check", history.toString())) {
            assertThat(squall.exitCode()).isEqualTo(1);
            assertThat(squall.out()).contains("VIOLATION: ");
            assertThat(squall.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"check none, 255", "--bogus, 254", "list, 0"})
    void otherExitCodesPassUnchanged(String arguments, int expected) throws Exception {
        try (ChildSquall squall = start(Map.of(), arguments.split(" "))) {
            assertThat(squall.exitCode()).isEqualTo(expected);
            assertThat(squall.err()).doesNotContain("the JVM");
        }
    }

    /** As in the image of Squall. */
    @Test
    void copyWithoutSourcesIsNotBuiltAndTakesItsFoldersFromTheEnvironment() throws Exception {
        Files.delete(home.resolve("pom.xml"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = Map.of(
                "JAVA_HOME", folder.resolve("jdk").toString(), "SQUALL_RUNS", "/results", "SQUALL_COMMIT", "abc123");

        try (ChildSquall squall = start(environment, "suite", "a file.yaml")) {
            assertThat(squall.exitCode()).as(squall.err()).isZero();
            assertThat(squall.out().lines())
                    .contains("-Dsquall.runs=/results", "-Dsquall.commit=abc123")
                    .endsWith("dev.squall.cli.Main", "suite", "a file.yaml");
        }
    }

    @Test
    void sparkComesFirstInTheClassPathOfACluster() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path spark = Files.createDirectories(folder.resolve("a spark/jars")).getParent();
        Map<String, String> environment =
                Map.of("JAVA_HOME", folder.resolve("jdk").toString(), "SPARK_HOME", spark.toString());

        try (ChildSquall squall = start(environment, "sweep", "raft-kv", "--on=spark://h:7077")) {
            assertThat(squall.exitCode()).as(squall.err()).isZero();
            assertThat(squall.out()).contains("-cp\n" + spark + "/jars/*:" + home);
        }
        try (ChildSquall squall = start(environment, "sweep", "raft-kv")) {
            assertThat(squall.exitCode()).as(squall.err()).isZero();
            assertThat(squall.out()).doesNotContain(spark.toString());
        }
    }

    @Test
    void sparkHomeWithoutJarsIsOneSentence() throws Exception {
        try (ChildSquall squall =
                start(Map.of("SPARK_HOME", folder.toString()), "sweep", "raft-kv", "--on", "spark://h:7077")) {
            assertThat(squall.exitCode()).isEqualTo(255);
            assertThat(squall.err())
                    .isEqualToNormalizingNewlines("squall: SPARK_HOME is '" + folder
                            + "', which has no folder jars; expected a Spark 4.2 for Scala 2.13\n");
        }
    }

    @Test
    void rejectedJvmOptionIsNoViolation() throws Exception {
        try (ChildSquall squall = start(Map.of("JDK_JAVA_OPTIONS", "-Xbogus"), "--version")) {
            assertThat(squall.exitCode()).isEqualTo(255);
            assertThat(squall.err()).contains("-Xbogus", "squall: the JVM ", " did not start", "JDK_JAVA_OPTIONS");
        }
    }

    @Test
    void tooFewOpenFilesAreNoViolation() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", "ulimit -n 16; exec bash squall --version").directory(home.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

        try (ChildSquall squall = new ChildSquall(folder, builder)) {
            assertThat(squall.exitCode()).isEqualTo(255);
            assertThat(squall.err()).contains("squall: the JVM ", "ulimit -n");
        }
    }

    /** Nodes are JVMs too, which take the same variables. A busy machine may make the short run vacuous (exit 3). */
    @ParameterizedTest
    @CsvSource({"JDK_JAVA_OPTIONS, -XX:+UseG1GC", "JAVA_TOOL_OPTIONS, -XX:+UseG1GC -Xmx512m"})
    void collectorOfTheUserWins(String variable, String options) throws Exception {
        String[] run = {"run", "raft-kv", "--faults", "none", "--time-limit", "2s", "--runs", folder.toString()};

        try (ChildSquall squall = start(Map.of(variable, options), run)) {
            assertThat(squall.exitCode()).as(squall.err()).isIn(0, 3);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void signalReachesTheJvm(String signal, int expected) throws Exception {
        ChildSquall.assumeInterruptible();
        try (ChildSquall squall = startLongSweep()) {
            squall.signal(signal);

            assertThat(squall.exitCode()).isEqualTo(expected);
            assertThat(squall.out()).contains("INTERRUPTED: raft-kv").doesNotContain("VALID:");
            assertThat(squall.err()).doesNotContain("did not start");
            squall.awaitNodesGone();
        }
    }

    @Test
    void killedLauncherLeavesNoJvm() throws Exception {
        assumeTrue(hasGuard(), "there is no setpriv to end the JVM with its launcher");
        try (ChildSquall squall = startLongSweep()) {
            assertThat(squall.nodes()).isNotEmpty();

            squall.signal("KILL");

            squall.awaitNodesGone();
        }
    }

    /** The property stands for a terminal, so that progress is seen soon. */
    private ChildSquall startLongSweep() throws Exception {
        ChildSquall squall = start(
                Map.of("JDK_JAVA_OPTIONS", "-Dsquall.terminal=true"),
                "sweep",
                "raft-kv",
                "--seeds",
                "1000000",
                "--time-limit",
                "3s");
        squall.awaitOutput(" of 1000000 seeds");
        return squall;
    }

    private static boolean hasGuard() throws InterruptedException {
        try {
            return new ProcessBuilder("setpriv", "--pdeathsig", "TERM", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

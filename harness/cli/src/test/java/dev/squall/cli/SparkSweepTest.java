package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.history.HistoryReader;
import dev.squall.history.PlainText;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps and checks on a real master with two workers. The driver is a JVM of its own, with the cluster's Spark. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SparkSweepTest {

    private static final Path GUIDE = Path.of("../../systems-under-test/lectures/ADDING.md");
    private static final Pattern OUTCOMES = Pattern.compile(
            "([A-Z]+: \\S+, \\d+ of \\d+ seeds from 1 on) in [0-9.]+ s(: .*\nhash of all outcomes: \\w+)");
    private static final String SWEEP = "sweep raft-kv --seeds 300 --time-limit 2s --nodes 3 --faults partition,kill";

    @TempDir
    private static Path folder;

    private static Path home;
    private static StandaloneCluster cluster;

    @BeforeAll
    static void startCluster() throws IOException, InterruptedException {
        Optional<Path> found = SparkJars.home();
        if (found.isPresent()) {
            home = found.get();
            cluster = new StandaloneCluster(home, folder);
        }
    }

    @AfterAll
    static void stopCluster() throws InterruptedException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void sparkIsThere() {
        assumeTrue(home != null, "Spark's jars cannot be had: neither by SPARK_HOME nor from Maven's repository");
    }

    /** Output of a command in a JVM of its own, and its exit code. */
    private record Driven(String output, int exitCode) {

        /** Returns what must not depend on the machines: the counts and the hash. */
        String outcomes() {
            Matcher matcher = OUTCOMES.matcher(output);
            assertThat(matcher.find()).as(output).isTrue();
            return matcher.group(1) + matcher.group(2);
        }
    }

    /** @param onProgress called with the driver each time that the output grows after a first progress */
    private static Driven drive(List<String> classPath, Consumer<Process> onProgress, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(StandaloneCluster.java(home, classPath, Main.class.getName()));
        // As on a terminal, so that progress is seen soon.
        words.add(1, "-Dsquall.terminal=true");
        words.addAll(List.of(arguments));
        Process driver =
                StandaloneCluster.process(words, home).redirectErrorStream(true).start();
        StringBuilder output = new StringBuilder();
        try (Reader reader = driver.inputReader()) {
            char[] buffer = new char[1_000];
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                output.append(buffer, 0, read);
                if (output.indexOf(" seeds") >= 0) {
                    onProgress.accept(driver);
                }
            }
            return new Driven(output.toString().replace(PlainText.ERASE_LINE, "\n"), driver.waitFor());
        } finally {
            driver.destroyForcibly();
        }
    }

    private static String[] on(String address, String command) {
        return (command + " --on " + address).split(" ");
    }

    private static List<String> ownClassPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static Driven local(String command) {
        Squall.Result result = Squall.run((command + " --collect").split(" "));
        return new Driven(result.out(), result.exitCode());
    }

    private static void assertAsOnOneMachine(Driven driven) {
        Driven local = local(SWEEP);
        assertThat(driven.outcomes()).isEqualTo(local.outcomes());
        assertThat(driven.exitCode()).isEqualTo(local.exitCode());
    }

    @Test
    void clusterFindsTheOutcomesOfOneMachineAndRunsSamplesTwice() throws IOException, InterruptedException {
        Driven driven = drive(ownClassPath(), driver -> {}, on(cluster.address(), SWEEP));

        assertAsOnOneMachine(driven);
        assertThat(driven.output())
                .containsPattern("ran twice: 3 seeds, [1-3] of them in two places; each gave one history")
                .doesNotContain("Exception", "WARN", "SLF4J");
    }

    @Test
    void executorThatIsKilledChangesNoOutcome() throws IOException, InterruptedException {
        List<ProcessHandle> killed = new ArrayList<>();

        Driven driven = drive(
                ownClassPath(),
                driver -> {
                    if (killed.isEmpty()) {
                        killed.add(cluster.executors().get(0));
                        killed.get(0).destroyForcibly();
                    }
                },
                on(cluster.address(), SWEEP));

        assertThat(killed).as(driven.output()).hasSize(1);
        assertAsOnOneMachine(driven);
    }

    @Test
    void jarOfTheUserIsSentAndFailuresCanBeRepeated() throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>(ownClassPath());
        classPath.add(GuideClasses.jar(GUIDE, folder).jar().toString());
        String flawed = "primary-backup-backups-answer-reads";
        String sweep = "sweep " + flawed + " --seeds 40 --time-limit 2s";

        Driven driven = drive(classPath, driver -> {}, on(cluster.address(), sweep));

        assertThat(driven.output())
                .containsPattern("seed \\d+: violation")
                .contains("stale-read", "  again: ./squall run " + flawed + " --world simulated ");
        assertThat(driven.exitCode()).isEqualTo(1);
        String here = String.join(" ", sweep, "--collect");
        assertThat(drive(classPath, driver -> {}, here.split(" ")).outcomes()).isEqualTo(driven.outcomes());
    }

    @Test
    void checkByKeyHasTheVerdictsOfOneMachine() throws IOException, InterruptedException {
        Path histories = Files.createDirectory(folder.resolve("histories"));
        StringBuilder valid = new StringBuilder();
        for (int i = 0; i < 1_000; i += 2) {
            String operation = ":process " + i % 5 + ", :f :write, :value [" + i % 14 + " " + i + "]}\n";
            valid.append("{:index ").append(i).append(", :type :invoke, ").append(operation);
            valid.append("{:index ").append(i + 1).append(", :type :ok, ").append(operation);
        }
        valid.append("{:index 1000, :type :invoke, :process 0, :f :read, :value [4 nil]}\n")
                .append("{:index 1001, :type :ok, :process 0, :f :read, :value [4 998]}\n");
        String stale = valid.toString().replace("0, :f :read, :value [4 998]", "0, :f :read, :value [4 4]");
        Files.writeString(histories.resolve("valid.edn"), valid);
        Files.writeString(histories.resolve("stale.edn"), stale);
        String[] check = ("check --keyed yes " + histories).split(" ");

        Driven driven = drive(ownClassPath(), driver -> {}, on(cluster.address(), String.join(" ", check)));

        Verdict local =
                LinearizabilityChecker.ofCasRegister(null, true).check(HistoryReader.parse(stale), Budget.DEFAULT);
        assertThat(driven.output())
                .contains(
                        "VALID: " + histories.resolve("valid.edn"),
                        "501 operations on 7 keys have a linearization",
                        "VIOLATION: " + histories.resolve("stale.edn"),
                        local.summary());
        assertThat(driven.exitCode()).isEqualTo(1);
    }

    @Test
    void interruptionCancelsTheTasksAndTellsWhatIsFinished() throws IOException, InterruptedException {
        ChildSquall.assumeInterruptible();
        List<Process> kills = new ArrayList<>();

        Driven driven = drive(
                ownClassPath(),
                driver -> {
                    if (kills.isEmpty()) {
                        kills.add(interrupt(driver));
                    }
                },
                on(cluster.address(), "sweep raft-kv --seeds 4000 --time-limit 3s"));

        assertThat(driven.output())
                .containsPattern("INTERRUPTED: raft-kv, \\d+ of 4000 seeds from 1 on")
                .doesNotContain("VALID:", "squall: ");
        assertThat(driven.exitCode()).isEqualTo(130);
        cluster.awaitNoExecutor();
    }

    private static Process interrupt(Process driver) {
        try {
            return new ProcessBuilder("kill", "-INT", Long.toString(driver.pid())).start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void masterThatIsNotThereIsOneSentence() throws IOException, InterruptedException {
        String nowhere = "spark://127.0.0.1:" + StandaloneCluster.freePort();

        Driven driven = drive(ownClassPath(), driver -> {}, on(nowhere, "sweep raft-kv --seeds 1"));

        assertThat(driven.output())
                .startsWith("squall: there is no Spark master at " + nowhere + " (")
                .hasLineCount(1);
        assertThat(driven.exitCode()).isEqualTo(255);
    }
}

package dev.squall.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.run.cluster.RangeSweep;
import dev.squall.run.cluster.SweepPlan;
import dev.squall.run.cluster.SweepTotals;
import dev.squall.system.Systems;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on a real master with two workers. The driver is a JVM of its own, with the cluster's Spark. */
class SparkSweepTest {

    private static final int SEEDS = 300;

    @TempDir
    private static Path folder;

    private static Path home;
    private static StandaloneCluster cluster;

    @BeforeAll
    static void startCluster() throws IOException, InterruptedException {
        Optional<Path> found = SparkJars.home();
        assumeTrue(found.isPresent(), "Spark's jars cannot be had: neither by SPARK_HOME nor from Maven's repository");
        home = found.get();
        cluster = new StandaloneCluster(home, folder);
    }

    @AfterAll
    static void stopCluster() throws InterruptedException {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** Returns what a driver prints. Each line that begins with "finished" is passed on at once. */
    private static List<String> drive(List<String> classPath, Consumer<String> onLine, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(StandaloneCluster.java(home, classPath, SweepMain.class.getName()));
        words.addAll(List.of(arguments));
        Process driver = StandaloneCluster.process(words, home)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = driver.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                onLine.accept(line);
            }
        }
        driver.waitFor();
        return lines;
    }

    private static List<String> ownClassPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static String local(String system) {
        SweepPlan plan = SweepMain.plan(system, SEEDS);
        SweepTotals totals =
                new RangeSweep(plan, Systems.installed(), "here", () -> false).run(plan.base().seed(), SEEDS);
        return "seeds " + totals.seedsRun() + " counts " + totals.counts() + " hash " + totals.hash();
    }

    @Test
    void clusterFindsTheOutcomesOfOneMachineAndEachHistoryTwice() throws IOException, InterruptedException {
        List<String> lines = drive(ownClassPath(), line -> {}, cluster.address(), "raft-kv", "" + SEEDS);
        assertThat(lines).contains(local("raft-kv"), "twice 3 elsewhere 3 different []");
    }

    @Test
    void executorThatIsKilledChangesNoOutcome() throws IOException, InterruptedException {
        List<ProcessHandle> killed = new ArrayList<>();
        List<String> lines = drive(
                ownClassPath(),
                line -> {
                    if (killed.isEmpty() && line.startsWith("finished")) {
                        killed.add(cluster.executors().get(0));
                        killed.get(0).destroyForcibly();
                    }
                },
                cluster.address(),
                "raft-kv",
                "" + SEEDS);
        assertThat(killed).hasSize(1);
        assertThat(lines).contains(local("raft-kv"));
    }

    @Test
    void masterThatIsNotThereIsOneSentence() throws IOException, InterruptedException {
        List<String> lines = drive(ownClassPath(), line -> {}, "spark://127.0.0.1:1", "raft-kv", "1");
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("failure: there is no Spark master at spark://127.0.0.1:1");
    }
}

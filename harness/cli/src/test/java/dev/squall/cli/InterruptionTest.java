package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.run.RunLock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals in the middle of work: what was recorded is kept, no node is left, and no verdict is claimed. */
@Timeout(120)
class InterruptionTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void signalsAreHeeded() throws IOException {
        ChildSquall.assumeInterruptible();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void interruptedProcessRunKeepsHistoryNotNodes(String signal, int exitCode) throws Exception {
        try (ChildSquall squall = run("process", "200")) {
            squall.awaitLines(history(), 50);
            assertThat(squall.nodes()).hasSizeGreaterThanOrEqualTo(4);

            squall.signal(signal);

            assertInterrupted(squall, exitCode);
            squall.awaitNodesGone();
        }
    }

    @Test
    void interruptedSimulatedRunKeepsHistory() throws Exception {
        try (ChildSquall squall = run("simulated", "20")) {
            squall.awaitLines(history(), 500);

            squall.signal("INT");

            assertInterrupted(squall, 130);
        }
    }

    @Test
    void killedHarnessLeavesHistoryAndNoNode() throws Exception {
        try (ChildSquall squall = run("process", "200")) {
            squall.awaitLines(history(), 50);
            Path run = folder.resolve("runs/latest").toRealPath();
            assertThat(RunLock.state(run)).isEqualTo(RunLock.State.UNDER_WAY);

            squall.signal("KILL");

            assertThat(squall.exitCode()).isEqualTo(137);
            squall.awaitNodesGone();
            assertCheckable();
            assertThat(RunLock.state(run)).isEqualTo(RunLock.State.KILLED);
        }
    }

    @Test
    void interruptedSweepReportsFinishedSeeds() throws Exception {
        try (ChildSquall squall =
                new ChildSquall(folder, "sweep", "raft-kv", "--seeds", "1000000", "--time-limit", "3s")) {
            squall.awaitOutput(" of 1000000 seeds");

            squall.signal("INT");

            assertThat(squall.exitCode()).isEqualTo(130);
            assertThat(squall.out())
                    .containsPattern("INTERRUPTED: raft-kv, \\d+ of 1000000 seeds from 1 on")
                    .doesNotContain("VALID:");
            assertThat(squall.err()).isEmpty();
        }
    }

    private ChildSquall run(String world, String rate) throws IOException {
        return new ChildSquall(
                folder,
                "run",
                "raft-kv",
                "--world",
                world,
                "--rate",
                rate,
                "--time-limit",
                "100h",
                "--faults",
                "partition,clock",
                "--runs",
                folder.resolve("runs").toString());
    }

    private Path history() {
        return folder.resolve("runs/latest/history.edn");
    }

    private void assertInterrupted(ChildSquall squall, int exitCode) throws InterruptedException {
        assertThat(squall.exitCode()).isEqualTo(exitCode);
        assertThat(squall.err()).isEmpty();
        assertThat(squall.out())
                .contains("INTERRUPTED: no verdict. What was recorded until then can be checked: ./squall check ")
                .doesNotContain("VALID", "VIOLATION", "VACUOUS");
        assertThat(folder.resolve("runs/latest/verdict.json")).doesNotExist();
        assertCheckable();
    }

    /** Facts are kept as operations are, and a run that was cut is never called valid. */
    private void assertCheckable() {
        assertThat(folder.resolve("runs/latest/journal.jsonl")).content().contains("became_follower");
        Squall.Result check = Squall.run("check", folder.resolve("runs/latest").toString());
        assertThat(check.exitCode()).as(check.all()).isEqualTo(3);
        assertThat(check.out()).contains("VACUOUS: ", "the run was cut: ", "election-safety");
    }
}

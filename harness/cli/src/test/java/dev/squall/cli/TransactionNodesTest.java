package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactional stores as processes, one of ours and one in Python, and the check of what their runs wrote. */
@Timeout(120)
class TransactionNodesTest {

    private static final Path NODE = Path.of("src", "test", "resources", "nodes", "transactions.py");

    @TempDir
    private Path folder;

    @AfterEach
    void noNodeIsLeft() {
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private Squall.Result run(List<String> system, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(system);
        arguments.addAll(List.of("--world", "process", "--nodes", "3", "--concurrency", "4n", "--latency", "4"));
        arguments.addAll(List.of("--time-limit", "4s", "--rate", "300", "--seed", "5"));
        // A machine with much else to do lets few transactions through.
        arguments.addAll(List.of("--min-ok", "1", "--min-ok-percent", "0", "--option", "min-meetings=1"));
        arguments.addAll(List.of("--runs", folder.resolve("runs").toString()));
        arguments.addAll(List.of(options));
        return Squall.run(arguments.toArray(String[]::new));
    }

    private Squall.Result runPython(String isolation, String... options) throws IOException, InterruptedException {
        assumeTrue(hasPython(), "there is no python3 to run nodes in another language");
        Path copy = Files.copy(NODE, folder.resolve("transactions.py"));
        assertThat(copy.toFile().setExecutable(true)).isTrue();
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--", isolation));
        return run(List.of("--bin", copy.toString()), arguments.toArray(String[]::new));
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            Process python = new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return python.waitFor(30, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "serializable, txn-list-append, strict-serializable",
        "serializable, txn-rw-register, strict-serializable",
        "snapshot-isolation, txn-list-append, strong-snapshot-isolation",
        "read-committed, txn-list-append, strong-read-committed",
        "read-uncommitted, txn-list-append, strong-read-uncommitted"
    })
    void pythonStoreKeepsItsLevel(String isolation, String workload, String level) throws Exception {
        Squall.Result result = runPython(
                isolation,
                "--workload",
                workload,
                "--faults",
                "partition,packet",
                "--option",
                "level=" + level,
                "--option",
                "max-txn-length=4");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out()).contains(level + " ", "transactions met ");
    }

    @ParameterizedTest
    @CsvSource({
        "snapshot-isolation, serializable, write-skew|G2-item",
        "read-committed, read-atomic, internal|fractured-read",
        "read-uncommitted, read-committed, G1a|G1b|G1c|incompatible-order|dirty-update"
    })
    void pythonStoreIsCaughtAtTheNextLevel(String isolation, String level, String anomalies) throws Exception {
        Squall.Result result = runPython(
                isolation,
                "--workload",
                "txn-list-append",
                "--faults",
                "none",
                "--option",
                "level=" + level,
                "--option",
                "key-count=4",
                "--option",
                "max-txn-length=4");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).containsPattern(level + " is violated by (" + anomalies + ")");
    }

    @ParameterizedTest
    @CsvSource({"bank, serializable, 0", "bank, read-committed, 1", "long-fork, snapshot-isolation, 0"})
    void pythonStoreServesThePatterns(String workload, String isolation, int exitCode) throws Exception {
        Squall.Result result = runPython(isolation, "--workload", workload, "--faults", "none");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"txn-serializable", "txn-snapshot-isolation", "txn-read-committed", "txn-read-uncommitted"})
    void storeKeepsItsLevelAsProcesses(String system) {
        Squall.Result result = run(List.of(system), "--option", "max-txn-length=4", "--faults", "partition,kill,pause");

        assertThat(result.exitCode()).as(result.all()).isZero();
    }

    @Test
    void runAndItsHistoryAreJudgedTheSame() {
        Squall.Result run = run(
                List.of("txn-read-uncommitted"),
                "--faults",
                "none",
                "--option",
                "level=read-committed",
                "--option",
                "key-count=4",
                "--option",
                "max-txn-length=4");
        Path folderOfRun = folder.resolve("runs/latest");
        Squall.Result again = Squall.run("check", folderOfRun.toString());
        Squall.Result history = Squall.run(
                "check",
                folderOfRun.resolve("history.edn").toString(),
                "--model",
                "list-append",
                "--level",
                "read-committed");

        assertThat(run.exitCode()).as(run.all()).isEqualTo(1);
        assertThat(again.exitCode()).as(again.all()).isEqualTo(1);
        assertThat(history.exitCode()).as(history.all()).isEqualTo(1);
        String words = history.out()
                .lines()
                .filter(line -> line.contains(" is violated by "))
                .map(line -> line.substring(line.indexOf("read-committed is violated by ")))
                .findFirst()
                .orElseThrow();
        assertThat(run.out()).contains(words.substring(0, Math.min(60, words.length())));
        assertThat(again.out()).contains(words.substring(0, Math.min(60, words.length())));
    }

    @Test
    void historiesOfPatternsAreCheckedByTheirModels() throws IOException {
        Path bank = Files.writeString(
                folder.resolve("bank.edn"),
                """
                {:type :invoke, :process 0, :f :transfer, :value {:from 0, :to 1, :amount 2}}
                {:type :ok, :process 0, :f :transfer, :value {:from 0, :to 1, :amount 2}}
                {:type :invoke, :process 0, :f :read, :value nil}
                {:type :ok, :process 0, :f :read, :value {0 8, 1 12}}
                {:type :invoke, :process 0, :f :read, :value nil}
                {:type :ok, :process 0, :f :read, :value {0 -2, 1 22}}
                """);

        Squall.Result strict = Squall.run("check", bank.toString(), "--model", "bank");
        assertThat(strict.exitCode()).as(strict.all()).isEqualTo(1);
        assertThat(strict.out()).contains("negative-balance");
        assertThat(Squall.run("check", bank.toString(), "--model", "bank-negative-balances")
                        .exitCode())
                .isZero();
        assertThat(Squall.run("check", bank.toString(), "--model", "bank-negative-balances", "--initial", "21")
                        .exitCode())
                .isEqualTo(1);
        Squall.Result unfit = Squall.run("check", bank.toString(), "--model", "long-fork");
        assertThat(unfit.exitCode()).isEqualTo(2);
        assertThat(unfit.out()).contains("cannot be checked: operation 1: found");
        Squall.Result unnamed = Squall.run("check", bank.toString());
        assertThat(unnamed.exitCode()).isEqualTo(2);
        assertThat(unnamed.out()).contains("--model bank, bank-negative-balances can");
    }

    @Test
    void optionsOfWorkloadsAreListedAndRefused() {
        assertThat(Squall.run("list").out()).contains("--option max-writes-per-key", "--option negative-balances");
        Squall.Result refused = Squall.run("run", "txn-serializable", "--option", "level=best");
        assertThat(refused.exitCode()).isEqualTo(254);
        assertThat(refused.err()).contains("the option 'level' of the workload is 'best'; expected one of");
    }
}

package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small nodes for each of Maelstrom's workloads, right and wrong, with Maelstrom's spelling of options. */
@Timeout(240)
class MaelstromNodesTest {

    private static final String NODE = "../../systems-under-test/starters/maelstrom/node.py";

    private static final List<String> REPLICATED = List.of("broadcast", "g-set", "g-counter", "pn-counter");

    @TempDir
    private Path folder;

    @BeforeEach
    void pythonIsThere() throws InterruptedException {
        ExecutableTest.assumePython();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo",
                "unique-ids",
                "broadcast",
                "g-set",
                "g-counter",
                "pn-counter",
                "lin-kv",
                "kafka",
                "txn-list-append",
                "txn-rw-register"
            })
    void rightNodeIsValid(String workload) {
        Squall.Result result = run(workload, List.of(), "");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out())
                .contains("VALID: node.py-" + workload + " kept everything")
                .containsPattern("messages +valid +[0-9.]+ messages between servers for each operation")
                .containsPattern("availability +valid");
        assertThat(result.err()).contains("no faults, since an executable gets only those that are named");
    }

    @ParameterizedTest
    @CsvSource({
        "echo, wrong-echo",
        "unique-ids, duplicate-id",
        "g-set, lost-element",
        "pn-counter, impossible-sum",
        "kafka, inconsistent-offsets"
    })
    void wrongNodeIsCaught(String workload, String anomaly) {
        Squall.Result result = run(workload, List.of(), "wrong");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).contains(anomaly);
    }

    @Test
    void broadcastThatIsSentOnceIsCaughtUnderPartitions() {
        Squall.Result result =
                run("broadcast", List.of("--nemesis", "partition", "--nemesis-interval", "0.3"), "wrong");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).containsPattern("lost-element|replicas-differ");
    }

    /** Runs a node so that a busy machine can slow it down, and not change its verdict. */
    private Squall.Result run(String workload, List<String> options, String flaw) {
        List<String> arguments = new ArrayList<>(List.of("run", "-w", workload, "--bin", NODE, "--node-count", "2"));
        arguments.addAll(List.of("--time-limit", "2", "--rate", "50", "--latency", "1", "--seed", "5", "--no-report"));
        arguments.addAll(List.of("--runs", folder.toString(), "--recovery-bound", "60s"));
        arguments.addAll(List.of("--operation-timeout", "30s", "--min-ok", "1", "--min-ok-tries", "100000"));
        arguments.addAll(options);
        if (workload.startsWith("txn-")) {
            arguments.addAll(List.of("--option", "min-meetings=0"));
        } else if (REPLICATED.contains(workload)) {
            // Right replicas end the run long before, wrong ones must not make it long.
            arguments.addAll(List.of("--option", "settle=" + (flaw.isEmpty() ? 60 : 1)));
        }
        arguments.addAll(List.of("--", workload, flaw));
        return Squall.run(arguments.toArray(String[]::new));
    }
}

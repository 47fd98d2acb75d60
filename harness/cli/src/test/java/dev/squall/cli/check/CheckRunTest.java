package dev.squall.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.squall.cli.Squall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a kept run is judged again as it was judged when it was made. */
class CheckRunTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "link-reliable --faults partition,packet,pause --world simulated --time-limit 6s",
                "link-reliable-no-retransmission --faults partition,packet --world simulated --time-limit 4s",
                "fifo-link-recovery --faults kill,disk --world simulated --time-limit 6s",
                "fifo-link-recovery --faults kill --world process --nodes 3 --time-limit 3s",
                "raft-kv --faults partition,kill,pause,clock,disk --world simulated --time-limit 6s",
                "raft-kv --faults none --world simulated --latency 20 --recovery-bound 1ms --time-limit 2s",
                "raft-kv --faults none --world simulated --rate 0.5 --concurrency 1 --time-limit 6s",
                "lww-map --faults partition --world simulated --time-limit 6s",
                "link-reliable-no-deduplication --faults packet --world simulated --time-limit 4s --stop-on-violation"
            })
    void keptRunHasItsVerdictsAgain(String run) throws IOException {
        Squall.Result made = run(run.split(" "));

        Squall.Result checked = Squall.run("check", "--json", latest().toString());

        JsonNode kept = JSON.readTree(latest().resolve("verdict.json").toFile());
        JsonNode again = JSON.readTree(checked.out()).path("files").get(0);
        assertThat(checked.exitCode()).as(checked.all()).isEqualTo(made.exitCode());
        kept.fieldNames()
                .forEachRemaining(name -> assertThat(again.path(name)).as(name).isEqualTo(kept.path(name)));
        assertThat(again.path("notes")).isEmpty();
    }

    @Test
    void linkRunIsToldAsARunIs() throws IOException {
        run("link-reliable", "--world", "simulated", "--faults", "partition", "--time-limit", "6s");

        Squall.Result checked = Squall.run("check", latest().toString());

        assertThat(checked.exitCode()).as(checked.all()).isZero();
        assertThat(checked.out())
                .startsWith("VALID: link-reliable kept everything that was checked")
                .containsPattern("link-no-loss +valid")
                .containsPattern("recovery +valid")
                .containsPattern("fault partition +effect")
                .contains(" lines of Jepsen's EDN: ");
    }

    @Test
    void runBesideOtherFilesIsARowOfTheTable() throws IOException {
        run("link-reliable", "--world", "simulated", "--faults", "partition", "--time-limit", "6s");
        Path history = Files.writeString(folder.resolve("history.edn"), "{:type :invoke, :process 0, :f :read}\n");

        Squall.Result checked = Squall.run("check", latest().toString(), history.toString());

        assertThat(checked.out()).contains("2 files: 1 vacuous, 1 valid");
    }

    @Test
    void modelChecksTheHistoryAlone() throws IOException {
        run("raft-kv", "--world", "simulated", "--faults", "partition", "--time-limit", "4s");

        Squall.Result checked = Squall.run("check", "--model", "sequential", latest().toString());

        assertThat(checked.exitCode()).as(checked.all()).isZero();
        assertThat(checked.out()).doesNotContain("election-safety", "recovery");
    }

    @Test
    void unknownSystemIsSaidInASentence() throws IOException {
        run("raft-kv", "--world", "simulated", "--faults", "partition", "--time-limit", "4s");
        Path file = latest().resolve("experiment.json");
        ObjectNode experiment = (ObjectNode) JSON.readTree(file.toFile());
        ((ObjectNode) experiment.get("experiment")).put("system", "my-raft");
        JSON.writeValue(file.toFile(), experiment);

        Squall.Result checked = Squall.run("check", latest().toString());

        assertThat(checked.exitCode()).isEqualTo(255);
        assertThat(checked.err())
                .contains("found a run of the system 'my-raft', which is not on the class path, expected its jar by"
                        + " --class-path, or --model to check the history alone")
                .hasLineCount(1);
        assertThat(Squall.run("check", "--model", "cas-register", latest().toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void journalThatIsNotUnderstoodIsRefused() throws IOException {
        run("link-reliable", "--world", "simulated", "--faults", "none", "--time-limit", "2s");
        List<String> lines = journal();
        lines.set(4, "{\"time\": 5, \"event\": \"moved\"}");
        Files.write(latest().resolve("journal.jsonl"), lines);

        Squall.Result checked = Squall.run("check", latest().toString());

        assertThat(checked.exitCode()).isEqualTo(255);
        assertThat(checked.err())
                .contains("journal.jsonl, line 5: found the event moved, expected one of begin, life-end, end");
    }

    @Test
    void journalOfAnOlderVersionIsNotJudged() throws IOException {
        run("link-reliable", "--world", "simulated", "--faults", "partition", "--time-limit", "6s");
        Files.write(
                latest().resolve("journal.jsonl"),
                journal().stream().filter(line -> line.contains("\"fact\"")).toList());

        Squall.Result checked = Squall.run("check", latest().toString());

        assertThat(checked.exitCode()).isEqualTo(3);
        assertThat(checked.out())
                .contains("the journal was written by an older version")
                .containsPattern("fault partition +effect")
                .containsPattern("recovery +valid")
                .doesNotContain("the run was cut");
    }

    /** Replicas that are asked right after healing may differ: only a whole liveness phase shows if they converge. */
    @Test
    void runCutInItsLivenessPhaseIsVacuous() throws IOException {
        run("lww-map", "--world", "simulated", "--faults", "partition", "--time-limit", "6s");
        List<String> history = Files.readAllLines(latest().resolve("history.edn"));
        int healed = 0;
        while (!history.get(healed).contains(":begin-liveness-phase")) {
            healed++;
        }
        List<String> journal = journal();
        Files.write(latest().resolve("journal.jsonl"), journal.subList(0, journal.size() - 1));
        Files.delete(latest().resolve("verdict.json"));
        for (int end = healed; end < history.size(); end += 7) {
            Files.write(latest().resolve("history.edn"), history.subList(0, end));

            Squall.Result checked = Squall.run("check", latest().toString());

            assertThat(checked.exitCode()).as(checked.all()).isEqualTo(3);
            assertThat(checked.out()).contains("the run was cut: no end was recorded");
        }
    }

    @Test
    void violationInARunThatWasCutIsFound() throws IOException {
        run("link-reliable-no-deduplication", "--world", "simulated", "--faults", "packet", "--time-limit", "4s");
        List<String> journal = journal();
        Files.writeString(
                latest().resolve("journal.jsonl"),
                String.join("\n", journal.subList(0, journal.size() - 1)) + "\n{\"time\": 3, \"no");

        Squall.Result checked = Squall.run("check", latest().toString());

        assertThat(checked.exitCode()).as(checked.all()).isEqualTo(1);
        assertThat(checked.out())
                .contains(
                        "message-duplicated",
                        "the run was cut: ",
                        "the last line of the journal was cut short and has been left out");
    }

    private List<String> journal() throws IOException {
        return new ArrayList<>(Files.readAllLines(latest().resolve("journal.jsonl")));
    }

    private Path latest() throws IOException {
        return folder.resolve("runs/latest").toRealPath();
    }

    private Squall.Result run(String... words) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of(
                "--seed", "7", "--no-report", "--runs", folder.resolve("runs").toString()));
        return Squall.run(arguments.toArray(String[]::new));
    }
}

package dev.squall.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.check.Verdict;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.cli.Histories;
import dev.squall.cli.Squall;
import dev.squall.cli.print.CheckTable;
import dev.squall.experiment.Outcome;
import dev.squall.history.format.HistoryFormats;
import dev.squall.history.format.RecordedHistory;
import dev.squall.workload.Proof;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckFilesTest {

    @TempDir
    private Path folder;

    private Path good;
    private Path stale;
    private Path broken;
    private Path silent;

    @BeforeEach
    void writeHistories() throws IOException {
        good = Files.writeString(folder.resolve("a-good.edn"), Histories.VALID);
        stale = Files.writeString(folder.resolve("b-stale.edn"), Histories.STALE);
        broken = Files.writeString(folder.resolve("c-broken.txt"), "hello\n");
        silent = Files.writeString(folder.resolve("d-silent.log"), "");
        Files.writeString(folder.resolve("notes.md"), "no history");
    }

    @Test
    void severalFilesGiveATable() {
        Verdict valid = Verdict.valid("linearizable", "", Map.of("methods", List.of("depth-first", "greedy")));
        Verdict violation = Verdict.violation("linearizable", "stale-read", "", List.of(), Map.of());
        Proof order = new Proof(Proof.Status.CONFIRMED, "confirmed: yes", Optional.empty());
        Counterexample core = new Counterexample(null, List.of(4, 8), 8, List.of(2L), false, List.of());
        Proof large = new Proof(Proof.Status.TOO_LARGE, "too large: yes", Optional.of(core));
        List<CheckedFile> checked = List.of(
                checked("a-good.edn", Outcome.VALID, Histories.VALID, valid, order),
                checked("b.edn", Outcome.VIOLATION, Histories.STALE, violation, large),
                CheckedFile.unreadable(Path.of("c.txt"), "line 1: found 'hello'"),
                checked("d.log", Outcome.VACUOUS, "", valid, order));
        StringWriter text = new StringWriter();
        CheckTable table =
                new CheckTable(checked.stream().map(CheckedFile::file).toList(), true, new PrintWriter(text));

        table.begin();
        checked.forEach(table::add);
        table.end();

        String good = "a-good.edn           2          2  valid      depth-first+greedy       1,234.6  confirmed";
        String silent = "d.log                0          0  vacuous    depth-first+greedy       1,234.6  confirmed";
        assertThat(text.toString())
                .isEqualTo(String.join(
                        "\n",
                        "file        operations  processes  verdict    method              milliseconds  proof",
                        good,
                        "b.edn                5          3  violation  -                        1,234.6  too large (2)"
                                + "    stale-read",
                        "c.txt                -          -  error      -                              -  -"
                                + "                line 1: found 'hello'",
                        silent + "        no operation succeeded: the history proves nothing",
                        "VIOLATION: 4 files: 1 violation, 1 error, 1 vacuous, 1 valid; 7 operations in 3,703.7 ms;"
                                + " proofs: 2 confirmed, 1 too large",
                        ""));
    }

    private static CheckedFile checked(String file, Outcome outcome, String history, Verdict verdict, Proof proof) {
        RecordedHistory reading = HistoryFormats.parse(history.getBytes(StandardCharsets.UTF_8));
        return new CheckedFile(
                Path.of(file),
                outcome,
                Optional.of(new CheckedFile.Judgement(
                        reading,
                        reading.history(),
                        verdict,
                        verdict,
                        1_234_567_890,
                        Optional.of(proof),
                        Set.of(),
                        Optional.empty())),
                Optional.empty(),
                "");
    }

    @Test
    void theWorstOfSeveralFilesDecides() {
        assertThat(run(good, stale, broken).exitCode()).isEqualTo(1);
        assertThat(run(good, broken, silent).exitCode()).isEqualTo(255);
        assertThat(run(good, silent).exitCode()).isEqualTo(3);
        assertThat(run(good, good).exitCode()).isZero();
    }

    @Test
    void withoutProofsTheTableHasNoColumnOfThem() {
        Squall.Result result = run(good, stale);

        assertThat(result.out().lines().findFirst().orElseThrow()).endsWith("milliseconds");
        assertThat(result.out()).doesNotContain("proof").contains("VIOLATION: 2 files: 1 violation, 1 valid; ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void folderStandsForItsHistoriesByName() {
        Squall.Result result = run(folder);

        assertThat(result.out().lines().skip(1).map(line -> line.replaceAll("^.*/([a-z-]+\\.[a-z]+) .*", "$1")))
                .startsWith("a-good.edn", "b-stale.edn", "c-broken.txt", "d-silent.log")
                .hasSize(5);
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void aRunFolderIsOneHistory() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.writeString(run.resolve("history.edn"), Histories.VALID);
        Files.writeString(run.resolve("other.edn"), Histories.STALE);

        assertThat(run(run).out()).startsWith("VALID: " + run);
    }

    @Test
    void jsonListsEachFileInOneDocument() throws IOException {
        Squall.Result result =
                Squall.run("check", "--json", "--verify", good.toString(), stale.toString(), broken.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.get("outcome").asText()).isEqualTo("violation");
        JsonNode files = json.get("files");
        assertThat(files.findValuesAsText("outcome")).containsExactly("valid", "violation", "error");
        assertThat(files.get(0).get("operations").asInt()).isEqualTo(2);
        assertThat(files.get(0).get("processes").asInt()).isEqualTo(2);
        assertThat(files.get(0).get("milliseconds").asDouble()).isPositive();
        assertThat(files.get(0).get("proof").get("status").asText()).isEqualTo("confirmed");
        assertThat(files.get(1).get("proof").get("core").toString()).isEqualTo("[4,8]");
        assertThat(files.get(1).get("proof").get("unplaceable").asInt()).isEqualTo(8);
        assertThat(files.get(1).get("proof").get("possibleStates").toString()).isEqualTo("[\"2\"]");
        assertThat(files.get(2).get("error").asText()).startsWith("line 1, column 1: found 'hello'");
        assertThat(result.err()).contains("VIOLATION: 3 files");
    }

    private static Squall.Result run(Path... files) {
        String[] arguments = new String[files.length + 1];
        arguments[0] = "check";
        for (int i = 0; i < files.length; i++) {
            arguments[i + 1] = files[i].toString();
        }
        return Squall.run(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cas-register       | write | read        | no operation cas or read succeeded",
                "set                | add   | read        | no operation contains or read succeeded",
                "fifo-queue         | enqueue | dequeue   | no operation dequeue succeeded",
                "session-guarantees | write | read        | no operation read succeeded",
                "counter-bounds     | add   | read        | no operation read succeeded"
            })
    void unreadValueIsNoEvidence(String model, String change, String look, String reason) throws IOException {
        Path history = Files.writeString(
                folder.resolve("unread.edn"),
                """
                {:type :invoke, :process 0, :f :%1$s, :value 1}
                {:type :ok, :process 0, :f :%1$s, :value 1}
                {:type :invoke, :process 1, :f :%2$s, :value nil}
                {:type :fail, :process 1, :f :%2$s, :value nil}
                """
                        .formatted(change, look));

        Squall.Result result = Squall.run("check", history.toString(), "--model", model);

        assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
        assertThat(result.out()).contains("VACUOUS", reason);
    }
}

package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command that runs suites, with real systems. */
@Timeout(120)
class SuiteCommandTest {

    /** Runs enough for a signal to come before the last. */
    private static final int LONG = 200;

    private static final String SOUND_AND_FLAWED =
            """
            suite: both
            defaults:
              time-limit: 10s
            experiments:
              - name: sound
                systems: [quorum-abd, lww-map]
                seeds: 3
              - name: flawed
                systems: raft-kv-leader-reads-its-own-state
                faults: ["partition,kill"]
                time-limit: 30s
                seeds: 30
                failures-max: 2
            """;

    @TempDir
    private Path folder;

    private static final Path SYSTEMS =
            Path.of("../../systems-under-test").toAbsolutePath().normalize();

    /** A key-value server by a system file and an executable, both of this project. */
    private static final String OWN_SYSTEMS =
            """
            suite: own
            defaults:
              time-limit: 4s
            experiments:
              - name: file
                systems: [%1$s/described/kv/kv.yaml]
                faults: none
                swarm: false
                rate: 40
              - name: executable
                bin: [/usr/bin/python3, "{{folder}}/node.py", echo]
                workload: echo
                nodes: 1
                rate: 40
            """;

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("suite.yaml"), text).toString();
    }

    private String runs() {
        return folder.resolve("runs").toString();
    }

    private Squall.Result suite(String text, String... options) throws IOException {
        List<String> arguments = Stream.concat(Stream.of("suite", file(text), "--runs", runs()), Stream.of(options))
                .toList();
        return Squall.run(arguments.toArray(String[]::new));
    }

    @Test
    void violationIsReportedWithItsRepeatLine() throws IOException {
        Squall.Result result = suite(SOUND_AND_FLAWED, "--seed", "5", "--json");
        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.path("seed").asLong()).isEqualTo(5);
        assertThat(json.path("cells"))
                .extracting(cell -> cell.path("outcome").asText())
                .containsExactly("valid", "valid", "violation");
        JsonNode violation = null;
        for (JsonNode run : json.path("runs")) {
            violation = run.path("outcome").asText().equals("violation") ? run : violation;
        }
        assertThat(violation).isNotNull();
        assertThat(violation.path("reproducibility").asText()).isEqualTo("reproducible");
        Path kept = Path.of(json.path("folder").asText())
                .resolve(violation.path("folder").asText());
        assertThat(Squall.run("check", kept.toString()).exitCode()).isEqualTo(1);
        assertThat(Squall.run(Squall.argumentsOf(violation.path("command").asText() + " --runs " + runs()))
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void theSameSeedAndShardGiveTheSameRuns() throws IOException {
        String text = SOUND_AND_FLAWED.substring(0, SOUND_AND_FLAWED.indexOf("  - name: flawed"));
        String first = runsOf(suite(text, "--seed", "5", "--shard", "2/3", "--json", "--threads", "1"));
        String again = runsOf(suite(text, "--seed", "5", "--shard", "2/3", "--json", "--threads", "1"));
        assertThat(first).isEqualTo(again).contains("quorum-abd").contains("lww-map");
    }

    @Test
    void systemFilesAndExecutablesRunInTheirOwnWorldAndAreRepeatedByTheirLines() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "skipped: there is no Python");
        Files.copy(SYSTEMS.resolve("starters/maelstrom/node.py"), folder.resolve("node.py"));
        Squall.Result result = suite(OWN_SYSTEMS.formatted(SYSTEMS), "--json");
        assertThat(result.exitCode()).as(result.all()).isZero();
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.path("cells"))
                .extracting(cell -> cell.at("/labels/system").asText()
                        + " " + cell.at("/labels/world").asText()
                        + " " + cell.at("/labels/faults").asText())
                .containsExactly("kv process none", "node.py-echo process none");
        assertThat(json.path("runs"))
                .extracting(run -> run.path("command").asText())
                .satisfiesExactly(
                        line -> assertThat(line).contains("--system " + SYSTEMS.resolve("described/kv/kv.yaml")),
                        line -> assertThat(line)
                                .contains("--bin /usr/bin/python3")
                                .endsWith("node.py echo"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "systems: missing.yaml | field systems: the system file ",
                "bin: [./missing] | field bin: the executable './missing' does not exist; expected a file with",
                "bin: ./node | field bin: found ./node; expected the executable and its arguments, such as",
                "bin: [/bin/sh], systems: quorum-abd | field bin: found bin and systems; expected one of them",
            })
    void mistakeInASystemOfOnesOwnIsReportedWithLineAndField(String fields, String sentence) throws IOException {
        Squall.Result result = suite("suite: s\nexperiments: [{name: a, " + fields + "}]\n");
        assertThat(result.exitCode()).as(result.all()).isEqualTo(254);
        assertThat(result.err()).contains("line 2, ").contains(sentence).doesNotContain("Exception");
    }

    @Test
    void manifestsAreRefusedForASystemOfOnesOwn() throws IOException {
        Squall.Result result =
                suite("suite: s\nexperiments: [{name: a, bin: [/bin/sh]}]\n", "--kubernetes", "--image", "squall:1");
        assertThat(result.exitCode()).as(result.all()).isEqualTo(254);
        assertThat(result.err()).contains("which the cluster does not have; expected systems of squall list");
    }

    private static String runsOf(Squall.Result result) throws IOException {
        assertThat(result.exitCode()).as(result.all()).isZero();
        StringBuilder runs = new StringBuilder();
        for (JsonNode run : new ObjectMapper().readTree(result.out()).path("runs")) {
            runs.append(run.path("command")).append(run.path("operations")).append('\n');
        }
        return runs.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time-limit: never | field time-limit: Invalid value for option '--time-limit': 'never' is no duration",
                "nodes: 0 | field nodes: the number of nodes is 0; expected 1 to 1000",
                "workload: link | field workload: the workload 'link' is not one of quorum-abd; expected one of",
                "faults: [flood] | field faults: there is no fault 'flood'; expected partition, packet, late, kill",
                "options: {a: b} | field options: ",
                "x: y | there is no field x; expected only name, bin, systems",
            })
    void mistakeIsReportedWithLineAndField(String field, String sentence) throws IOException {
        Squall.Result result =
                suite("suite: s\nexperiments:\n  - name: a\n    systems: quorum-abd\n    " + field + "\n");
        assertThat(result.exitCode()).as(result.all()).isEqualTo(254);
        assertThat(result.err()).contains("suite.yaml, line 5").contains(sentence);
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--shard 3/2 | the shard is '3/2'; expected its number and how many there are, such as 2/8",
                "--keep -1 | --keep is -1; expected at least 0",
                "--threads 0 | --threads is 0; expected at least 1",
                "--time-budget soon | 'soon' is no duration",
            })
    void badSuiteArgumentsAreRefused(String options, String sentence) throws IOException {
        Squall.Result result = suite(SOUND_AND_FLAWED, options.split(" "));
        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.err()).contains(sentence);
    }

    @Test
    void suiteEndsWithItsPageAndItsAnnotations() throws IOException {
        String flawed = "suite: both\n"
                + SOUND_AND_FLAWED
                        .substring(SOUND_AND_FLAWED.indexOf("experiments:"))
                        .replaceFirst("(?s)  - name: sound.*?(?=  - name: flawed)", "");

        Squall.Result result = suite(flawed, "--seed", "5", "--annotations");

        assertThat(result.out())
                .contains("::error title=violation%3A flawed", "  page: " + folder.resolve("runs/index.html"))
                .containsPattern("\\d violations?: \\d reproducible");
        assertThat(folder.resolve("runs/index.html")).content().contains("both");
    }

    @Test
    void tooShortBudgetIsReportedBeforeAnyRun() throws IOException {
        Squall.Result result = suite(SOUND_AND_FLAWED, "--time-budget", "1ms");

        assertThat(result.out())
                .contains("the time budget of 1ms cannot give every cell a turn; expected at least 6s, or fewer cells");
    }

    @Test
    void missingSuiteFileIsRefused() {
        Squall.Result result = Squall.run("suite", folder.resolve("none.yaml").toString());
        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.err()).contains("none.yaml: no such file or folder; expected a file of YAML");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "KILL, 137"})
    void aSignalLosesNoFinishedRun(String signal, int exitCode) throws Exception {
        ChildSquall.assumeInterruptible();
        String text = "suite: long\nexperiments:\n  - name: a\n    systems: quorum-abd\n    seeds: " + LONG + "\n"
                + "    time-limit: 5s\n";
        String[] arguments = {"suite", file(text), "--seed", "1", "--threads", "1", "--runs", runs()};
        try (ChildSquall squall = new ChildSquall(folder, arguments)) {
            squall.awaitOutput("recorded in ");
            squall.awaitLines(log(), 3);
            squall.signal(signal);
            assertThat(squall.exitCode()).as(squall.out() + squall.err()).isEqualTo(exitCode);
        }
        List<String> before = wholeLines();
        assertThat(before).hasSizeBetween(3, LONG - 1);

        Squall.Result resumed = Squall.run(arguments);

        assertThat(resumed.exitCode()).as(resumed.all()).isZero();
        assertThat(resumed.out())
                .contains("resumed: " + before.size() + " of them were finished before the interruption")
                .contains("VALID: " + LONG + " of " + LONG + " runs, " + before.size()
                        + " of them before the interruption and " + (LONG - before.size()) + " in ");
        assertThat(wholeLines())
                .hasSize(LONG)
                .startsWith(before.toArray(String[]::new))
                .doesNotHaveDuplicates();
    }

    private List<String> wholeLines() throws IOException {
        String text = Files.readString(log());
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private Path log() {
        Path family = folder.resolve("runs/suites/long");
        try (Stream<Path> folders = Files.list(family)) {
            return folders.findFirst().orElseThrow().resolve("finished.jsonl");
        } catch (IOException e) {
            return family;
        }
    }
}

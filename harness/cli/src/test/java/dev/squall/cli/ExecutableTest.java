package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody's own executables as nodes: right, wrong, and broken. */
@Timeout(60)
class ExecutableTest {

    private static final Path NODES = Path.of("src", "test", "resources", "nodes");

    @TempDir
    private Path folder;

    @BeforeEach
    void pythonIsThere() throws InterruptedException {
        assumePython();
    }

    static void assumePython() throws InterruptedException {
        boolean isThere;
        try {
            Process python = new ProcessBuilder("python3", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            isThere = python.waitFor(30, TimeUnit.SECONDS) && python.exitValue() == 0;
        } catch (IOException e) {
            isThere = false;
        }
        assumeTrue(isThere, "there is no python3 to run nodes in another language");
    }

    @BeforeEach
    void copyNodes() throws IOException {
        try (var nodes = Files.list(NODES)) {
            for (Path node :
                    nodes.filter(file -> file.toString().endsWith(".py")).toList()) {
                Path copy = Files.copy(node, folder.resolve(node.getFileName()));
                assertThat(copy.toFile().setExecutable(true)).isTrue();
            }
        }
    }

    @AfterEach
    void noNodeIsLeft() {
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void singleCopyRegisterIsLinearizable() {
        Squall.Result result = run("right.py", "--nodes", "3", "--faults", "partition,packet");

        assertThat(result.all()).contains("VALID: right.py kept everything that was checked");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void localMemoryAnswersAreCaught() {
        Squall.Result result = run("wrong.py", "--nodes", "3", "--faults", "none");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("VIOLATION: ", "(wrong.py broke linearizable", "the operations that show it:");
    }

    @Test
    void aRunInRealTimeCanEndAtTheFirstViolation() throws IOException {
        Squall.Result result = run("wrong.py", "--nodes", "3", "--faults", "none", "--stop-on-violation");

        List<String> history = Files.readAllLines(folder.resolve("runs/latest/history.edn"));
        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("stopped at operation " + (history.size() - 1) + ", after [0-9.]+ s of real time")
                .contains("minimal proof            confirmed");
        assertThat(history).noneMatch(line -> line.contains(":begin-liveness-phase"));
    }

    @Test
    void anExecutableIsGivenItsArguments() throws IOException {
        Path script = folder.resolve("through.sh");
        Files.writeString(script, "#!/bin/sh\nexec python3 \"$2\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        Squall.Result result = run(
                "through.sh",
                "--faults",
                "none",
                "--",
                "--flag",
                folder.resolve("right.py").toString());

        assertThat(result.all()).contains("VALID: through.sh");
        assertThat(result.out()).contains("-- --flag " + folder.resolve("right.py"));
    }

    @Test
    void stubbornNodeIsKilled() {
        assertThat(run("stubborn.py", "--nodes", "1", "--faults", "none").exitCode())
                .isZero();
    }

    @Test
    void retransmittingOrderedLinkIsValid() {
        Squall.Result result = runLink("link-fifo", "");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out()).containsPattern("link-fifo +valid").containsPattern("link-no-loss +valid");
    }

    @ParameterizedTest
    @CsvSource({
        "send-once, link, message-lost",
        "deliver-twice, link, message-duplicated",
        "no-order, link-fifo, fifo-order-broken"
    })
    void linkWithoutOneOfItsStepsIsCaught(String flaw, String workload, String anomaly) {
        Squall.Result result = runLink(workload, flaw);

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).contains(anomaly);
    }

    @Test
    void silentLinkIsVacuousAndNamesProperties() {
        Squall.Result result = runLink("link", "no-journal");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
        assertThat(result.out())
                .contains("link-no-loss, link-no-duplication, link-no-creation could not be judged: no node noted a"
                        + " fact that tells of them");
    }

    private Squall.Result runLink(String workload, String flaw) {
        return run(
                "link.py",
                "--workload",
                workload,
                "--nodes",
                "3",
                "--faults",
                "partition,packet",
                "--nemesis-interval",
                "300ms",
                "--",
                flaw);
    }

    @Test
    void malformedRepliesAreCountedAndEndTheRun() {
        Squall.Result result = run("confused.py", "--faults", "none");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("protocol +violation +malformed-reply: \\d+ of \\d+ replies broke the protocol")
                .contains("was answered by read_ok; expected ", "; the run ended at malformed reply 10");
        assertThat(result.all()).doesNotContain("ReadOk[", "RawBody", "dev.squall");
    }

    @Test
    void repliesToNoRequestAreSilence() {
        Squall.Result result = run("misnumbers.py", "--nodes", "1", "--faults", "none", "--operation-timeout", "200ms");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
        assertThat(result.out())
                .contains("the nodes do not serve the workload lin-kv: no node has answered any of ")
                .contains("expected replies with the 'msg_id' of the request as 'in_reply_to'");
    }

    @Test
    @Timeout(240)
    void aNodeThatDiesDuringTheRunIsAFindingWithItsLastWords() throws IOException {
        Squall.Result result = runCrashing("2s", "2", "n2");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        String words = "node n2 ended by itself with exit code 1 and stays down; its last words were"
                + " 'ValueError: \\u001b[31mno request 2'";
        assertThat(result.out())
                .containsPattern("nodes-stay-up +violation +node-crash: at [0-9.]+ s " + Pattern.quote(words))
                .containsPattern("recovery +violation +no-recovery");
        assertThat(result.all()).doesNotContain("\u001b", "\tat ");
        assertThat(Files.readString(folder.resolve("runs/latest/journal.jsonl")))
                .contains("node_ended", "Traceback (most recent call last):");

        Squall.Result again = Squall.run("check", folder.resolve("runs/latest").toString());

        assertThat(again.exitCode()).as(again.all()).isEqualTo(1);
        assertThat(again.out()).contains(words);
    }

    /** Fails by its time-out if the run does not end early. */
    @Test
    @Timeout(240)
    void aRunWhoseNodesHaveAllDiedEndsEarly() {
        Squall.Result result = runCrashing("10m", "3");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).containsPattern("node-crash: at [0-9.]+ s node n\\d .*; at [0-9.]+ s node n\\d ");
    }

    private Squall.Result runCrashing(String timeLimit, String... arguments) {
        List<String> words = new ArrayList<>(
                List.of("run", "--bin", folder.resolve("crashes.py").toString()));
        words.addAll(List.of("--nodes", "2", "--rate", "50", "--time-limit", timeLimit, "--recovery-bound", "500ms"));
        words.addAll(List.of("--runs", folder.resolve("runs").toString(), "--no-report", "--seed", "5", "--"));
        words.addAll(List.of(arguments));
        return Squall.run(words.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dies.py     | before it answered init with exit code 1 | \\u001b[31mthe disk is on fire",
                "rubbish.py  | in 'DEBUG: ready': expected one JSON object | printing rubbish now",
                "mute.py     | has not answered init within 10 s: expected | thinking",
                "endless.py  | printed a line of more than 16777216 bytes, expected one message a line: 'xxx |"
            })
    void brokenNodeIsNamedWithItsLastWords(String node, String problem, String lastWords) {
        Squall.Result result = run(node, "--faults", "none");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(255);
        assertThat(result.err()).containsPattern("^squall: node n\\d ").contains(problem);
        assertThat(result.err()).contains(lastWords == null ? "" : lastWords);
        assertThat(result.err())
                .containsPattern("(No operation was recorded|can be checked: ./squall check \\S+); what nodes wrote to")
                .contains(folder.toString());
        assertThat(result.all()).doesNotContain("\tat ", "VALID", "VIOLATION", "VACUOUS", "\u001b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link               | link-no-creation      | {'type': 'delivered', 'from': 'n2', 'message': 'never'}",
                "link               | link-no-creation      | {'type': 'delivered', 'from': 'n9', 'message': null}",
                "link-fifo          | link-no-creation      | {'type': 'delivered', 'from': 'n1', 'message': 1}",
                "broadcast          | broadcast-no-creation | {'type': 'delivered', 'message': 'never'}",
                "broadcast-causal   | broadcast-no-creation | {'type': 'delivered', 'message': null}",
                "lamport-timestamps | lamport-clock | {'type': 'received', 'from': 'n2', 'message': 0, 'timestamp': 7}"
            })
    void deliveryThatCannotBeIsAViolation(String workload, String property, String fact) {
        Squall.Result result = runFacts(workload, fact);

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out()).containsPattern(property + " +violation +message-created: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type': 'delivered', 'message': 7}              | no message: 'from' is missing in ",
                "{'type': 'delivered', 'from': 2, 'message': 7} | no message: 'from' has a value of the wrong type",
                "{'type': 'received', 'from': 'n2', 'message': 7} | no message: the type 'received' is unknown in ",
                "{'from': 'n2', 'message': 7}                     | no message: 'type' of 'fact' is missing in ",
                "{'type': 'delivered', 'from': null, 'message': 7} | cannot be: the delivery of 7 has the sender null",
                "{'type': 'sent', 'to': 'n9', 'message': 7} | cannot be: node n9 is in a journal, expected one of "
            })
    void malformedFactIsToldInOneSentence(String fact, String problem) {
        Squall.Result result = runFacts("link", fact);

        assertThat(result.exitCode()).as(result.all()).isEqualTo(255);
        assertThat(result.err()).startsWith("squall: node n1 ").contains(problem);
        assertThat(result.all()).doesNotContain("\tat ", "dev.squall", "java.");
    }

    private Squall.Result runFacts(String workload, String fact) {
        String json = fact.replace('\'', '"');
        return run("facts.py", "--workload", workload, "--nodes", "2", "--faults", "none", "--", json);
    }

    private Squall.Result run(String executable, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", "--time-limit", "2s", "--rate", "100"));
        arguments.addAll(List.of("--bin", folder.resolve(executable).toString()));
        arguments.addAll(List.of("--runs", folder.resolve("runs").toString(), "--seed", "5"));
        arguments.addAll(List.of(options));
        return Squall.run(arguments.toArray(String[]::new));
    }
}

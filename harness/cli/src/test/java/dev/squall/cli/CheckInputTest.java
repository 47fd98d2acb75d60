package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@code squall check} with files that others wrote. */
class CheckInputTest {

    private static final String PAIRS =
            """
            {:type :invoke, :process 0, :f :write, :value [1 2]}
            {:type :ok, :process 0, :f :write, :value [1 2]}
            {:type :invoke, :process 0, :f :write, :value [2 3]}
            {:type :ok, :process 0, :f :write, :value [2 3]}
            {:type :invoke, :process 1, :f :read, :value nil}
            {:type :ok, :process 1, :f :read, :value [1 2]}
            """;

    /** A stale read of the register "a": a violation by key, and none of one register. */
    private static final String NEMESIS_FIRST =
            """
            {:type :info, :process :nemesis, :f :start, :value nil}
            {:process 0, :type :invoke, :f :write, :key "a", :value 1}
            {:process 0, :type :ok, :f :write, :key "a", :value 1}
            {:process 0, :type :invoke, :f :write, :key "a", :value 2}
            {:process 0, :type :ok, :f :write, :key "a", :value 2}
            {:process 0, :type :invoke, :f :write, :key "b", :value 1}
            {:process 0, :type :ok, :f :write, :key "b", :value 1}
            {:process 1, :type :invoke, :f :read, :key "a", :value nil}
            {:process 1, :type :ok, :f :read, :key "a", :value 1}
            """;

    @TempDir
    private Path folder;

    private Squall.Result check(String content, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("history.edn"), content);
        return check(file, options);
    }

    private static Squall.Result check(Path file, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "check";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Squall.run(arguments);
    }

    @Test
    void keysAreSeenBehindANemesisOperation() throws IOException {
        Squall.Result result = check(NEMESIS_FIRST, "--verify");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("key \"a\": read by process 1 returned 1 (operation 8)")
                .contains("9 lines of Jepsen's EDN: 4 invocations, 4 completions, 1 of the nemesis");
    }

    @Test
    void theProofIsTheOnlyListOfOperations() throws IOException {
        Squall.Result result = check(NEMESIS_FIRST, "--verify");

        assertThat(result.out())
                .contains("minimal proof            confirmed  ")
                .contains(
                        "operations that no order explains on key \"a\", whatever the others did:",
                        "read by process 1 (operation 8)")
                .doesNotContain("the operations that show it");
    }

    @Test
    void ambiguousKeysMustBeGiven() throws IOException {
        Squall.Result result = check(PAIRS);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out())
                .contains("its values may be [key value] or the values of one object, and the verdict depends on that:"
                        + " valid by key, violation as one object; say which by --keyed yes or --keyed no");
        assertThat(check(PAIRS, "--keyed", "yes").exitCode()).isZero();
        assertThat(check(PAIRS, "--keyed", "no").exitCode()).isEqualTo(1);
    }

    @Test
    void irrelevantKeysNeedNotBeGiven() throws IOException {
        assertThat(check(PAIRS.replace(
                                "ok, :process 1, :f :read, :value [1 2]", "ok, :process 1, :f :read, :value [2 3]"))
                        .exitCode())
                .isZero();
    }

    /** A register of pairs, and a register for each key: both readings break, each for a reason of its own. */
    @Test
    void violationOfBothReadingsHasBothReasons() throws IOException {
        String text = PAIRS.replace("ok, :process 1, :f :read, :value [1 2]", "ok, :process 1, :f :read, :value [1 9]");

        Squall.Result result = check(text);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("key 1: read by process 1 returned 9 (operation 5)")
                .contains("its values may be [key value] or the values of one object: what is said of keys is one"
                        + " reading; as one object it is a violation too: read by process 1 returned [1 9]"
                        + " (operation 5)");
        assertThat(check(text, "--keyed", "no").out()).doesNotContain("may be [key value]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cas, :value [1 2 5]} ok cas, :value [1 2 5]} read, :value [1 nil]} ok read, :value [1 5]}",
                "read, :value nil} fail read, :value nil} read, :value [1 nil]} ok read, :value [1 2]}",
                "read, :value 1} ok read, :value [1 2]} read, :value [2 nil]} ok read, :value [2 3]}"
            })
    void formsOfKeyedOperationsGiveNoFalseViolation(String more) throws IOException {
        String operations = PAIRS.lines().limit(4).collect(Collectors.joining("\n"))
                + more.replaceAll("(ok |fail )?(cas|read),", "{:type :$1invoke, :process 5, :f :$2,")
                        .replaceAll(":(ok|fail) invoke", ":$1");

        Squall.Result result = check(operations);
        assertThat(result.exitCode()).as(operations + result.all()).isZero();
        assertThat(result.out()).contains("2 keys");
    }

    /** Knossos' rule for a value that the server makes, in every checker of registers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cas-register",
                "register",
                "sequential",
                "session-guarantees",
                "causal-cc",
                "causal-cm",
                "causal-ccv",
                "register-convergence"
            })
    void valueMadeByTheServerCounts(String model) throws IOException {
        String text =
                "{:type :invoke, :process 0, :f :write, :value %1$s} {:type :ok, :process 0, :f :write, :value %2$s}"
                        + "{:type :invoke, :process 1, :f :read, :value %3$s}"
                        + "{:type :ok, :process 1, :f :read, :value %2$s,"
                        + " :node \"n1\", :final? true}";

        Squall.Result versioned = check(text.formatted("[7 [nil 3]]", "[7 [1 3]]", "[7 nil]"), "--model", model);
        assertThat(versioned.exitCode()).as(versioned.all()).isZero();
        Squall.Result made = check(text.formatted("nil", "17", "nil"), "--model", model);
        assertThat(made.exitCode()).as(made.all()).isZero();
    }

    @Test
    void linesOutOfTimeOrderAreNotJudged() throws IOException {
        String text =
                """
                {:time 10, :type :invoke, :process 0, :f :write, :value 1}
                {:time 11, :type :ok, :process 0, :f :write, :value 1}
                {:time 20, :type :invoke, :process 0, :f :write, :value 2}
                {:time 21, :type :ok, :process 0, :f :write, :value 2}
                {:time 12, :type :invoke, :process 1, :f :read, :value nil}
                {:time 13, :type :ok, :process 1, :f :read, :value 1}
                """;

        assertThat(check(text).out()).contains("violation in the order of lines, valid in the order of :time");
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length; i++) {
            lines[i] = lines[i].replace("{:time", "{:index " + new int[] {0, 1, 4, 5, 2, 3}[i] + ", :time");
        }
        Squall.Result indexed = check(String.join("\n", lines));
        assertThat(indexed.exitCode()).isZero();
        assertThat(indexed.out()).contains("operations are taken in the order of :index; 4 of 6 lines stand elsewhere");
    }

    @Test
    void theFunctionsOfAnotherModelAreNamedWithIt() throws IOException {
        assertThat(check("{:type :invoke, :process 0, :f :enqueue, :value 1}").out())
                .contains("found the function enqueue, expected read, write or cas")
                .contains("--model fifo-queue, queue-totals, queue-totals-at-least-once can");
        assertThat(check("{:type :invoke, :process 0, :f :txn, :value [[:r :x nil]]}")
                        .out())
                .contains("--model multi-register, list-append, rw-register, set-add, long-fork, write-skew can");
        assertThat(check("{:type :invoke, :process 0, :f :read} {:type :ok, :process 0, :f :read, :value {0 10, 1 10}}")
                        .out())
                .contains("found a read of {0 10, 1 10} and no write, expected read, write and cas of a register;"
                        + " --model bank, bank-negative-balances can");
        assertThat(check("{:type :invoke, :process 0, :f :read} {:type :ok, :process 0, :f :read, :value #{1}}")
                        .out())
                .contains("--model set, set-full, set-full-linearizable, set-convergence can");
    }

    @Test
    void subHistoriesKeepTheirNumbers() throws IOException {
        Squall.Result result = check(
                """
                {:index 12, :type :invoke, :process 0, :f :write, :value 1}
                {:index 13, :type :fail, :process 0, :f :write, :value 1}
                {:index 20, :type :invoke, :process 1, :f :read, :value nil}
                {:index 31, :type :ok, :process 1, :f :read, :value 1}
                """,
                "--verify");

        assertThat(result.out())
                .contains(
                        "read by process 1 returned 1 (operation 31), but no operation could have written it; write by"
                                + " process 0 of 1, which would have, failed (operation 13)")
                .contains("         1        20  31");
    }

    @Test
    void standardInputAndGzipAreRead() throws IOException {
        InputStream in = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Histories.STALE.getBytes(StandardCharsets.UTF_8)));
            assertThat(check(Path.of("-")).exitCode()).isEqualTo(1);
        } finally {
            System.setIn(in);
        }
        Path zipped = folder.resolve("history.edn.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(Histories.STALE.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(check(zipped).exitCode()).isEqualTo(1);
        assertThat(check(folder).exitCode()).isEqualTo(1);
    }

    @Test
    void namedPipeIsRead() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no named pipes here");
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, Histories.STALE, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();

        Squall.Result result = check(pipe);
        writer.join();
        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
    }

    @Test
    void duplicatesInAFinalReadOfASetAreSeen() throws IOException {
        String text = "{:type :invoke, :process 0, :f :add, :value 1} {:type :ok, :process 0, :f :add, :value 1}"
                + "{:type :invoke, :process 0, :f :read} {:type :ok, :process 0, :f :read, :value [1 1],"
                + " :node \"n1\", :final? true}";

        for (String model : new String[] {"set", "set-convergence", "set-full", "set-full-linearizable"}) {
            assertThat(check(text, "--model", model).exitCode()).as(model).isEqualTo(1);
        }
    }

    @Test
    void aStaleReadOfPairsOfOneRegisterIsNeverValid() throws IOException {
        String cas = PAIRS.replace(":write, :value [2 3]", ":cas, :value [[1 2] [2 3]]")
                .replace(":read, :value nil", ":read, :value [1 2]");

        assertThat(check(cas).exitCode()).isEqualTo(1);
        assertThat(check(cas, "--keyed", "no").exitCode()).isEqualTo(1);
    }

    @Test
    void nothingOfAHistoryActsOnTheTerminal() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a\u001b[2J\u202e.edn"),
                "{:type :invoke, :process 0, :f :read} {:type :ok, :process 0, :f :read, :value :a\u202e\u001b[2J}");

        Squall.Result result = check(file);
        assertThat(result.out() + result.err())
                .doesNotContain("\u001b", "\u202e")
                .contains("a\\u001b[2J\\u202e.edn");
        Squall.Result transactions = check(file, "--model", "rw-register");
        assertThat(transactions.all()).doesNotContain("\u001b", "\u202e").contains("\\u001b[2J");
        assertThat(check(file, "--json").out()).doesNotContain("\u202e").contains("\\u202e");
    }
}

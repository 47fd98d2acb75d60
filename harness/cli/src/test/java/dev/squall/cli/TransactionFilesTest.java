package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.jepsen.JepsenClasspath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@code squall check} with transactions, in the formats and with the proofs of all levels. */
class TransactionFilesTest {

    /** A read that misses an acknowledged append: valid without real time, and no longer with it. */
    private static final String STALE =
            """
            {:type :invoke, :process 0, :f :txn, :value [[:append :x 1]]}
            {:type :ok, :process 0, :f :txn, :value [[:append :x 1]]}
            {:type :invoke, :process 1, :f :txn, :value [[:r :x nil]]}
            {:type :ok, :process 1, :f :txn, :value [[:r :x nil]]}
            {:type :invoke, :process 1, :f :txn, :value [[:r :x nil]]}
            {:type :ok, :process 1, :f :txn, :value [[:r :x [1]]]}
            """;

    @TempDir
    private Path folder;

    private Squall.Result check(String content, String... options) throws IOException {
        return check(Files.writeString(folder.resolve("history.edn"), content), options);
    }

    private static Squall.Result check(Path file, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "check";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Squall.run(arguments);
    }

    private static String as(String format) {
        return switch (format) {
            case "edn" -> STALE;
            case "history.txt" ->
                STALE.replaceAll("\\{:type (:\\w+), :process (\\d), :f :txn, :value (.*)}", "$2\t$1\t:txn\t$3");
            case "console log" ->
                as("history.txt").replaceAll("(?m)^", "INFO jepsen.util - ") + "INFO jepsen.core - done\n";
            case "json" ->
                STALE.replaceAll(":(type|process|f|value) ", "\"$1\": ")
                        .replaceAll(":(\\w+)", "\"$1\"")
                        .replaceAll("\"(append|r)\" \"x\" ", "\"$1\", \"x\", ")
                        .replace("nil", "null");
            default -> throw new AssertionError(format);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"edn", "history.txt", "console log", "json"})
    void everyFormatHasTheSameVerdicts(String format) throws IOException {
        Squall.Result serializable = check(as(format), "--model", "list-append", "--level", "serializable");
        assertThat(serializable.exitCode()).as(as(format) + serializable.all()).isZero();
        Squall.Result strict = check(as(format), "--model", "list-append", "--level", "strict-serializable");
        assertThat(strict.exitCode()).as(strict.all()).isEqualTo(1);
        assertThat(check(as(format), "--model", "rw-register").exitCode()).isEqualTo(2);
    }

    @Test
    void everyLevelIsProvedWithoutOneAskedFor() throws IOException {
        Squall.Result one = check(STALE, "--model", "list-append", "--level", "serializable", "--verify");
        assertThat(one.out()).contains("  the certificate was confirmed\n");

        Squall.Result all = check(STALE, "--model", "list-append", "--verify");
        assertThat(all.exitCode()).as(all.all()).isEqualTo(1);
        assertThat(all.out())
                .containsPattern(
                        "  [1-9][0-9]* certificates were confirmed; [1-9][0-9]* verdicts on other levels follow"
                                + " from them, 0 have no certificate, 0 levels are undecided\n");
        Squall.Result json = check(STALE, "--model", "list-append", "--verify", "--json");
        assertThat(new ObjectMapper().readTree(json.out()).at("/files/0/proof").asText())
                .contains("certificates were confirmed");
    }

    /** The first process reads 1 after it wrote 2: serializable, for the order of the two writes is unknown. */
    private static final String OLDER_READ =
            """
            {:type :invoke, :process 1, :f :txn, :value [[:w :x 1]]}
            {:type :ok, :process 1, :f :txn, :value [[:w :x 1]]}
            {:type :invoke, :process 0, :f :txn, :value [[:r :x nil] [:w :x 2]]}
            {:type :ok, :process 0, :f :txn, :value [[:r :x 1] [:w :x 2]]}
            {:type :invoke, :process 0, :f :txn, :value [[:r :x nil]]}
            {:type :ok, :process 0, :f :txn, :value [[:r :x 1]]}
            """;

    @Test
    void assumedOrderOfVersionsIsNamedAndProved() throws IOException {
        String[] options = {"--model", "rw-register", "--level", "read-committed"};
        assertThat(check(OLDER_READ, options).exitCode()).isZero();

        Squall.Result assuming = check(
                OLDER_READ,
                "--model",
                "rw-register",
                "--level",
                "read-committed",
                "--assume",
                "write-follows-read,sequential-keys",
                "--verify");

        assertThat(assuming.exitCode()).as(assuming.all()).isEqualTo(1);
        assertThat(assuming.out())
                .contains("is violated by G1c, assuming sequential-keys and write-follows-read: ")
                .contains("the certificate was confirmed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rw-register|sequential|there is no assumption 'sequential'; expected write-follows-read,",
                "list-append|sequential-keys|whose reads show the order of versions; expected --model rw-register",
                "cas-register|sequential-keys|--assume was given; expected --model rw-register with it"
            })
    void assumptionThatDoesNotFitIsRefused(String model, String assumption, String message) throws IOException {
        Squall.Result result = check(OLDER_READ, "--model", model, "--assume", assumption);

        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.err()).contains(message);
    }

    @Test
    void gzippedTransactionsNeedIndexOrder() throws IOException {
        String text = "{:index %d, :type :invoke, :process 0, :f :txn, :value [[:append :x 1] [:r :x nil]]}"
                + "{:index %d, :type :ok, :process 0, :f :txn, :value [[:append :x 1] [:r :x [1]]]}";
        Path zipped = folder.resolve("history.edn.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(String.format(text, 3, 7).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(check(zipped, "--model", "list-append").exitCode()).isZero();
        Squall.Result shuffled = check(String.format(text, 7, 3), "--model", "list-append");
        assertThat(shuffled.exitCode()).isEqualTo(255);
        assertThat(shuffled.err())
                .contains(
                        "operation 1: found :index 3 behind :index 7, expected operations in the" + " order of :index");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":time 9 | :time 3 | operation 1: found :time 3 behind :time 9, and no :index, expected operations in",
                ":index 0, :time 9 | :index 1, :time 3 | operation 1: found :time 3 behind :time 9 on the same process",
                ":key 1 | :key 1 | operation 0: found the field :key, expected transactions over all keys"
            })
    void contradictoryTimesAndKeysAreRefused(String invocation, String completion, String message) throws IOException {
        Squall.Result result = check(
                "{:type :invoke, :process 0, :f :txn, :value [[:append :x 1]], " + invocation
                        + "} {:type :ok, :process 0, :f :txn, :value [[:append :x 1]], " + completion + "}",
                "--model",
                "list-append");

        assertThat(result.exitCode()).as(result.all()).isEqualTo(255);
        assertThat(result.err()).contains(message).hasLineCount(1);
    }

    @Test
    void similarFieldNamesAreIgnored() throws IOException {
        String text = "{:ticker :fail, :primary 9, :type :invoke, :process 0, :vague 1, :value [[:w :x 1] [:r :x 1]]}"
                + "{:primary 8, :type :ok, :process 0, :value [[:w :x 1] [:r :x 1]], :vague nil}";

        assertThat(check(text, "--model", "rw-register").exitCode()).isZero();
    }

    @Test
    void transactionsWithoutAReadProveNothing() throws IOException {
        String written = STALE.lines().limit(2).collect(Collectors.joining("\n"));

        Squall.Result result = check(written, "--model", "list-append");
        assertThat(result.exitCode()).as(result.all()).isEqualTo(3);
        assertThat(result.out()).contains("VACUOUS: ", "  no transaction with a read succeeded, and only those show");
    }

    @Test
    void unknownFormatIsRefusedInASentence() throws IOException {
        assertThat(check("<html>", "--model", "list-append").err())
                .contains("line 1, column 1: found '<html>', expected an operation such as {:type :invoke,")
                .hasLineCount(1);
    }

    /** Skipped unless Elle's class path is named. */
    @Test
    void elleAgreesOnAStaleRead() throws IOException {
        JepsenClasspath classpath = JepsenClasspath.ofProperty();
        assumeTrue(classpath.hasElle(), JepsenClasspath.howToGetElle());
        Squall.Result both = check(STALE, "--model", "list-append", "--engine", "both");
        assertThat(both.exitCode()).as(both.all()).isEqualTo(1);
        assertThat(both.out()).containsPattern("elle: agrees on [0-9]+ of 17 levels in ");
        Squall.Result elle = check(STALE, "--model", "list-append", "--engine", "elle");
        assertThat(elle.exitCode()).as(elle.all()).isEqualTo(1);
        assertThat(elle.out()).contains("isolation-elle", "G-single-item-realtime");
        Squall.Result level = check(STALE, "--model", "list-append", "--engine", "elle", "--level", "serializable");
        assertThat(level.exitCode()).as(level.all()).isZero();
    }
}

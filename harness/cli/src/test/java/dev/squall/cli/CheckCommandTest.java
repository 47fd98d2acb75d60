package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {

    private static final String WRITE_AND_READ =
            """
            {:index 0, :type :invoke, :process 0, :f :write, :value 1}
            {:index 1, :type :ok, :process 0, :f :write, :value 1}
            {:index 2, :type :invoke, :process 1, :f :read, :value nil}
            {:index 3, :type :ok, :process 1, :f :read, :value 1}
            """;

    @TempDir
    private Path folder;

    @Test
    void aLinearizableHistoryIsValid() throws IOException {
        Squall.Result result = check(WRITE_AND_READ);

        assertThat(result.out()).startsWith("VALID: ").contains("linearizable");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void overwrittenReadIsViolationWithOperations() throws IOException {
        Squall.Result result = check(
                WRITE_AND_READ
                        + """
                {:index 4, :type :invoke, :process 0, :f :write, :value 2}
                {:index 5, :type :ok, :process 0, :f :write, :value 2}
                {:index 6, :type :invoke, :process 1, :f :read, :value nil}
                {:index 7, :type :ok, :process 1, :f :read, :value 1}
                """);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("VIOLATION: ")
                .contains("the operations that show it:", ":index 7, :type :ok, :process 1, :f :read, :value 1");
    }

    @Test
    void otherModelsAndWeakerPropertiesGoByTheirNames() throws IOException {
        Path history = folder.resolve("queue.edn");
        Files.writeString(
                history,
                """
                {:type :invoke, :process 0, :f :enqueue, :value 1}
                {:type :ok, :process 0, :f :enqueue, :value 1}
                {:type :invoke, :process 0, :f :enqueue, :value 2}
                {:type :ok, :process 0, :f :enqueue, :value 2}
                {:type :invoke, :process 1, :f :dequeue, :value nil}
                {:type :ok, :process 1, :f :dequeue, :value 2}
                {:type :invoke, :process 1, :f :drain, :value nil}
                {:type :ok, :process 1, :f :drain, :value [1]}
                """);

        assertThat(Squall.run("check", "--model", "queue-totals", history.toString())
                        .exitCode())
                .isZero();
        Files.writeString(history, Files.readString(history).replaceAll("(?m)^.*:drain.*$", ""));
        assertThat(Squall.run("check", "--model", "fifo-queue", history.toString())
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void unlinearizableHistoryMayBeSequential() throws IOException {
        Path history = folder.resolve("stale.edn");
        Files.writeString(
                history,
                WRITE_AND_READ
                        + """
                {:type :invoke, :process 2, :f :read, :value nil}
                {:type :ok, :process 2, :f :read, :value 0}
                """);

        assertThat(Squall.run("check", "--initial", "0", history.toString()).exitCode())
                .isEqualTo(1);
        assertThat(Squall.run("check", "--initial", "0", "--model", "sequential", history.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void theInitialValueAndTheKeysCanBeGiven() throws IOException {
        String readOfFive =
                """
                {:type :invoke, :process 0, :f :read, :value nil}
                {:type :ok, :process 0, :f :read, :value 5}
                """;
        assertThat(check(readOfFive).exitCode()).isEqualTo(1);
        assertThat(check(readOfFive, "--initial", "5").exitCode()).isZero();
        String twoKeys =
                """
                {:type :invoke, :process 0, :f :write, :value [1 7]}
                {:type :ok, :process 0, :f :write, :value [1 7]}
                {:type :invoke, :process 0, :f :read, :value [2 nil]}
                {:type :ok, :process 0, :f :read, :value [2 nil]}
                """;
        assertThat(check(twoKeys).out()).startsWith("VALID").contains("2 keys");
        assertThat(check(twoKeys, "--keyed", "no").exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hello world | line 1, column 1: found 'hello world', expected an operation such as {:type :invoke,",
                "{:type :okk :process 0 :f :read} | line 1, column 8: found ':okk', expected :type to be one of",
                "{:type :ok :process 0 :f :read :value 1} | line 1, column 1: found :ok of read by process 0,",
                "{'a': 1} | line 1, column 2: found ''a':', expected a keyword",
                "[[[[ | line 1, column 2: found '[', expected an operation, or the ] of the history",
                "INFO nothing | line 1, column 1: found 'INFO nothing', expected an operation such as"
            })
    void malformedHistoryIsRefusedWithPlace(String content, String message) throws IOException {
        Squall.Result result = check(content + "\n");

        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("squall: " + folder)
                .contains(message)
                .hasLineCount(1);
    }

    @Test
    void binaryFileIsNoHistory() throws IOException {
        byte[] bytes = new byte[1000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 37 + 200);
        }
        assertThat(check(bytes).err()).contains("line 1, column 1: found").hasLineCount(1);
        byte[] log = "INFO  jepsen.util - \u00ff".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(check(log).err()).contains("line 1, column 21: found").hasLineCount(1);
    }

    @Test
    void missingHistoryIsReported() {
        Squall.Result absent = Squall.run("check", folder.resolve("absent").toString());
        Squall.Result empty = Squall.run("check", folder.toString());

        assertThat(absent.exitCode()).isEqualTo(255);
        assertThat(absent.err())
                .contains("there is no such file; expected a history, a run folder or a folder of histories");
        assertThat(empty.exitCode()).isEqualTo(255);
        assertThat(empty.err())
                .contains("the folder holds no history.edn and no *.edn, *.log, *.txt or *.jsonl; expected a history");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "{:type :info, :process :nemesis, :f :start, :value nil}",
                "{:type :invoke, :process 0, :f :read, :value nil}"
            })
    void historyWithoutSuccessIsVacuous(String content) throws IOException {
        Squall.Result result = check(content);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).startsWith("VACUOUS").contains("no operation succeeded: the history proves nothing");
    }

    @Test
    void otherModelsOperationIsUnknown() throws IOException {
        Squall.Result result = check(WRITE_AND_READ.replace(":write", ":append"));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).startsWith("UNKNOWN").contains("found the function append, expected read, write or");
    }

    @Test
    void cutLastLineIsLeftOutAndReported() throws IOException {
        Squall.Result result = check(WRITE_AND_READ + "{:index 4, :type :invoke, :proc");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("the last line was cut short and has been left out");
    }

    private Squall.Result check(String content, String... options) throws IOException {
        return check(content.getBytes(StandardCharsets.UTF_8), options);
    }

    private Squall.Result check(byte[] content, String... options) throws IOException {
        Path file = Files.write(folder.resolve("history.edn"), content);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "check";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Squall.run(arguments);
    }
}

package dev.squall.history.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFormatsTest {

    private static final String EDN =
            """
            {:type :invoke, :process 0, :f :write, :value 3}
            {:type :ok, :process 0, :f :write, :value 3}
            """;
    private static final List<Operation> OPERATIONS =
            List.of(new Operation(0, -1, Type.INVOKE, 0, "write", 3L), new Operation(1, -1, Type.OK, 0, "write", 3L));

    private static RecordedHistory parse(String text) {
        return HistoryFormats.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Operation> operations(String text) {
        return parse(text).history().operations();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF" + EDN,
                "0\t:invoke\t:write\t3\n0\t:ok\t:write\t3\n",
                "0 :invoke :write 3\n\n0 :ok :write 3",
                "INFO  jepsen.util - 0\t:invoke\t:write\t3\nINFO jepsen.util - 0\t:ok\t:write\t3\n",
                "junk\n2024-05-01 10:00:00,1{GMT}\tINFO\t[jepsen worker 0] jepsen.util: 0\t:invoke\t:write\t3\n"
                        + "2024-05-01 10:00:00,2{GMT}\tINFO\t[jepsen worker 0] jepsen.util: 0\t:ok\t:write\t3",
                "[main] INFO  jepsen.util - 0\t:invoke\t:write\t3\n INFO  jepsen.util - 0\t:ok\t:write\t3\n",
                "{\"type\": \"invoke\", \"process\": 0, \"f\": \"write\", \"value\": 3}\n"
                        + "{\"type\":\":ok\",\"process\":0,\"f\":\":write\",\"value\":3}",
                "[\n{\"type\": \"invoke\", \"process\": 0, \"f\": \"write\", \"value\": 3},"
                        + "{\"type\":\"ok\",\"process\":0,\"f\":\"write\",\"value\":3}]"
            })
    void everyFormatGivesTheSameHistory(String text) {
        assertThat(operations(text)).isEqualTo(OPERATIONS);
    }

    @Test
    void gzipAndStreamsAreRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(EDN.getBytes(StandardCharsets.UTF_8));
        }
        RecordedHistory read = HistoryFormats.read(new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(read.history().operations()).isEqualTo(OPERATIONS);
        assertThatThrownBy(() -> HistoryFormats.parse(Arrays.copyOf(bytes.toByteArray(), 20)))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageStartingWith("found gzip data that cannot be uncompressed");
    }

    @Test
    void summaryCountsLinesOfEachKind() {
        assertThat(parse("INFO jepsen.core - go\nINFO jepsen.util - 0 :invoke :read nil\nINFO jepsen.util - :nemesis"
                                + " :info :start nil\n")
                        .words())
                .isEqualTo(
                        "3 lines of Jepsen's console log: 1 invocations, 0 completions, 1 of the nemesis; 1 lines hold"
                                + " no operation");
        assertThat(parse(EDN).words())
                .isEqualTo("2 lines of Jepsen's EDN: 1 invocations, 1 completions, 0 of the nemesis");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "INFO  jepsen.util - 2 :began :read nil | line 1, column 1: found 'INFO  jepsen.util - 2 :began",
                "INFO  jepsen.util - 2 :ok :read nil | line 1: found :ok of read by process 2, which has nothing open",
                "INFO  jepsen.util - 2 :invoke :read nil~INFO x 2 :ok :read nil | line 2: found 'INFO x 2 :ok",
                "INFO  jepsen.util - 2 :invoke :read nil~INFO jepsen.util - {:type :ok} | line 2, column 20: found",
                "INFO  jepsen.util - 2 :invoke :read nil~INFO jepsen.util - 2 :began | line 2, column 20: found '2",
                "2 :invoke :read nil~nothing | line 2: found 'nothing', expected process, :invoke, :ok",
                "2 :invoke :write 3 4 | line 1: found ' 4' behind the value, expected a tab",
                "2 :invoke :write [3 | line 1: in the value, column 1: found a collection that the end",
                "{\"type\": \"invoke\"} | line 1, column 1: found null as \"process\", expected a process such as",
                "{\"type\": \"invoke\", \"process\": 0, \"f\": \"a\", \"value\": 1e400} | line 1, column 53: found",
                "{\"type\": \"invoke\", \"type\": \"ok\"} | line 1, column 20: found '\"type\":', expected each key",
                "{\"type\": \"done\", \"process\": 0, \"f\": \"a\"} | line 1, column 1: found done as",
                "<html> | line 1, column 1: found '<html>', expected an operation such as",
                "`PK\u0003\u0004` | line 1, column 1: found a ZIP archive, expected",
                "hello | line 1, column 1: found 'hello', expected an operation such as"
            })
    void unreadableLineIsRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> parse(text.replace('~', '\n')))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] text = "{:type :invoke,\n :f \"x\"}".getBytes(StandardCharsets.UTF_8);
        text[21] = (byte) 0xff;

        assertThatThrownBy(() -> HistoryFormats.parse(text))
                .hasMessage("line 2, column 6: found the byte 0xff, which is not UTF-8, expected text in UTF-8");
    }

    @Test
    void onlyATimeoutHasNoValue() {
        assertThat(operations("0\t:invoke\t:write\t:a\n0\t:ok\t:write\t:a\n1\t:invoke\t:write\t2\n"
                        + "1\t:info\t:write\t:timed-out\tjava.net.Socket: gone\n"))
                .extracting(Operation::value)
                .containsExactly(new Keyword("a"), new Keyword("a"), 2L, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{:type :info, :process :nemesis, :f :start}\n",
                "; comment\n#jepsen.history.Op",
                "#_ {:type :ok} ",
                "{:type :info, :process :nemesis, :meta {:key 7}}"
            })
    void keyFieldIsFoundAfterAnyPrefix(String before) {
        String text = before + "{:type :invoke, :meta {:a 1}, :process 0, :key \"a\", :f :get, :value nil}"
                + "{:value \"x\" :process 0, :f :get, :type :ok, :key \"a\"}";
        History history = parse(text).history();
        int first = history.size() - 2;

        assertThat(history.get(first).value()).isEqualTo(Arrays.asList("a", null));
        assertThat(history.get(first + 1).value()).isEqualTo(List.of("a", "x"));
        assertThat(history.get(first + 1).extras()).isEmpty();
        assertThat(operations("[" + text + "]")).isEqualTo(history.operations());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":key 1 | :value 3 | operation 1: found no :key, but one in operation 0, expected one in each",
                ":key 1, :value [1 3] | :key 1, :value [1 3] | operation 0: found the key 1 in :key and in :value",
                ":register 1, :value 3 | :register 1 | operation 0: found the field :register"
            })
    void inconsistentKeysAreRefused(String invocation, String completion, String message) {
        assertThatThrownBy(() -> parse("{:type :invoke, :process 0, :f :write, " + invocation
                        + "} {:type :ok, :process 0, :f :write, " + completion + "}"))
                .hasMessageStartingWith(message);
    }

    @Test
    void indexesDecideTheOrderAndNameTheOperations() {
        RecordedHistory read = parse("{:index 31, :type :ok, :process 0, :f :read, :value 2}"
                + "{:index 12, :type :invoke, :process 0, :f :read}");

        assertThat(read.history().operations()).extracting(Operation::index).containsExactly(12, 31);
        assertThat(read.history().get(31).type()).isEqualTo(Type.OK);
        assertThat(read.notes())
                .containsExactly("operations are taken in the order of :index; 2 of 2 lines stand elsewhere");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":index 5 | :index 5 | line 2, column 1: found :index 5 a second time, expected each :index once",
                ":index 5 | :index 4 | line 2, column 1: found :ok of read by process 0, which has nothing open",
                ":time 5 | :time 4 | line 2, column 1: found :time 4 behind :time 5 of the"
            })
    void contradictoryIndexesAndTimesAreRefused(String invocation, String completion, String message) {
        assertThatThrownBy(() -> parse("{:type :invoke, :process 0, :f :read, " + invocation
                        + "}\n{:type :ok, :process 0, :f :read, " + completion + "}"))
                .hasMessageStartingWith(message);
    }

    @Test
    void timesOfDifferentProcessesGiveASecondOrder() {
        RecordedHistory read = parse(
                "{:time 5, :type :invoke, :process 0, :f :read}" + "{:time 3, :type :invoke, :process 1, :f :read}");

        assertThat(read.history().operations()).extracting(Operation::process).containsExactly(0, 1);
        assertThat(read.byTime().orElseThrow().operations())
                .extracting(Operation::process)
                .containsExactly(1, 0);
    }

    @Test
    void processesMayHaveAnyName() {
        RecordedHistory read = parse("{:type :invoke, :process \"a\", :f :read}{:type :invoke, :process -7, :f :read}"
                + "{:type :info, :process :clock, :f :skew}{:type :invoke, :process 0, :f :read}"
                + "{:type :ok, :process \"a\", :f :read, :value 1}{:type :info, :process :disk}"
                + "{:type :invoke, :process :b, :f :read}{:type :invoke, :process 99999999999, :f :read}");

        assertThat(read.history().operations())
                .extracting(Operation::process)
                .containsExactly(1, 2, Operation.NEMESIS, 0, 1, Operation.NEMESIS, 3, 4);
        assertThat(read.notes())
                .containsExactly("\"a\" is process 1, -7 is process 2, :b is process 3, 99999999999 is process 4");
    }
}

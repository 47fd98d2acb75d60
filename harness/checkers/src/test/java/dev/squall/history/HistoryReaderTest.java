package dev.squall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.history.Operation.Type;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryReaderTest {

    private static final String INVOKE = "{:index 0, :time 5, :type :invoke, :process 0, :f :read, :value nil}";
    private static final String OK = "{:index 1, :time 9, :type :ok, :process 0, :f :read, :value 3}";

    @ParameterizedTest
    @ValueSource(
            strings = {"%s\n%s\n", "[%s %s]", "[%s\n,%s,]", "(%s %s)", "#jepsen.history.Op%s\n#jepsen.history.Op %s"})
    void operationsMayComeOneByOneOrInACollection(String layout) {
        History history = HistoryReader.parse(String.format(layout, INVOKE, OK));
        assertThat(history.operations())
                .containsExactly(
                        new Operation(0, 5, Type.INVOKE, 0, "read", null), new Operation(1, 9, Type.OK, 0, "read", 3L));
    }

    @Test
    void repeatedTextReadsAsEqualValues() {
        String values = "[0 nil] [0 nil] [0, nil] [0 [1]] [0 #_ 1 nil] [0 nil ;]\n]";
        StringBuilder text = new StringBuilder();
        for (String value : values.split("(?<=]) (?=\\[)")) {
            text.append("{:type :info, :process :nemesis, :f :f, :node \"n1\", :value " + value + "}\n");
        }

        History history = HistoryReader.parse(text.toString());

        List<Object> nil = Arrays.asList(0L, null);
        assertThat(history.operations())
                .extracting(Operation::value)
                .containsExactly(nil, nil, nil, List.of(0L, List.of(1L)), nil, nil);
        assertThat(history.operations())
                .extracting(Operation::extras)
                .containsOnly(Map.of("node", "n1"))
                .hasSize(6);
        assertThat(history.get(0).value()).isSameAs(history.get(1).value());
    }

    @Test
    void indexAndTimeMayBeMissingAndPositionsCount() {
        History history =
                HistoryReader.parse("{:type :invoke :process 1 :f \"a b\" :value [1 2]}{:index 77, :type :info, "
                        + ":process :nemesis, :f :start, :time nil}");
        assertThat(history.get(0)).isEqualTo(new Operation(0, -1, Type.INVOKE, 1, "a b", List.of(1L, 2L)));
        assertThat(history.get(1)).isEqualTo(new Operation(1, -1, Type.INFO, Operation.NEMESIS, "start", null));
    }

    @Test
    void furtherEntriesAreKeptInTheirOrder() {
        History history =
                HistoryReader.parse("{:type :invoke, :process 0, :zeta 1, :f :read, :error [:timeout \"x\"]}");
        assertThat(history.get(0).extras().keySet()).containsExactly("zeta", "error");
        assertThat(history.get(0).extras()).containsEntry("error", List.of(new Keyword("timeout"), "x"));
    }

    @Test
    void ednValuesBecomeJavaData() {
        assertThat(values("nil true false :a/b sym \"q\\\"\\n\\u00e4ö\" \\a \\newline \\u0041"))
                .containsExactly(null, true, false, new Keyword("a/b"), new Symbol("sym"), "q\"\näö", 'a', '\n', 'A');
        assertThat(values("0 -7 +7 123456789012345678901 12N 9223372036854775807 -9223372036854775808 0x1f"))
                .containsExactly(
                        0L, -7L, 7L, new BigInteger("123456789012345678901"), 12L, Long.MAX_VALUE, Long.MIN_VALUE, 31L);
        assertThat(values("0.5 -1e3 ##Inf ##-Inf ##NaN"))
                .containsExactly(0.5, -1000.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
        assertThat(values("[1 (2)] {:a {1 2}} #{1 2} #inst \"2026\" #_ignored #_#_1 2 3 ; comment"))
                .containsExactly(
                        List.of(1L, List.of(2L)),
                        Map.of(new Keyword("a"), Map.of(1L, 2L)),
                        Set.of(1L, 2L),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        3L);
    }

    private static List<Object> values(String edn) {
        return new ArrayList<>((List<?>) new EdnReader("[" + edn + "\n]").read());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {:type :invoke, :process 0, :f :read | 1: found an operation that the end of the text cuts short,
            {:type :began, :process 0, :f :read} | 8: found ':began', expected :type to be one of :invoke, :ok, :fail
            {:process 0, :f :read} | 1: found an operation without :type, expected :type, one of :invoke, :ok, :fail
            {:type :invoke, :f :read} | 1: found an operation without :process, expected :process, a number from 0 or
            {:type :invoke, :process 0} | 1: found an operation without :f, expected :f, a keyword such as :read
            {:type :invoke, :process [1], :f :a} | 26: found '[1', expected :process to be a process such as 0,
            {:type :invoke, :process 0, :f 7} | 32: found '7', expected :f to be a keyword or a string
            {:type :invoke, :time -5, :f :a} | 23: found '-5', expected a whole number from 0 as :time
            {:type :invoke, :type :ok} | 17: found ':type', expected each key of an operation once
            {:type} | 7: found '}', expected the value of :type
            {:type :invoke, :value [1 2}} | 28: found '}', expected the ] of this vector, begun at line 1, column 24
            {:value 1.2.3} | 9: found '1.2.3', expected a number such as 5, -3, 12N, 1/2 or 0.5
            {:value 008} | 9: found '008', expected a number such as 5, -3, 12N, 1/2 or 0.5
            {:value "\\q"} | 11: found 'q', expected an escape: one of \\n \\t \\r \\b \\f \\" \\\\ \\uXXXX
            {:value \\foo} | 9: found '\\foo', expected a character such as \\a, \\newline or \\u0041
            {:value {1 2 1 3}} | 14: found '1', expected each key of a map once
            {:ä @x} | 5: found '@x', expected an EDN value
            hello | 1: found 'hello', expected an operation such as {:type :invoke, :process 0, :f :read, :value nil}
            [hello] | 2: found 'hello', expected an operation, or the ] of the history
            [] {} | 4: found '{', expected nothing behind the end of the history
            """)
    void malformedTextErrorNamesPlaceAndExpectation(String text, String message) {
        assertThatThrownBy(() -> HistoryReader.parse(text))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageStartingWith("line 1, column " + message);
    }

    @Test
    void errorPlacesCountNonAsciiCharacters() {
        assertThatThrownBy(() -> HistoryReader.parse("; ä\n\n" + INVOKE + "\n {:f \"ää\" :type 1}"))
                .hasMessageStartingWith("line 4, column 17: found '1'");
    }

    @Test
    void anInvocationWhileAnotherIsOpenIsNamed() {
        assertThatThrownBy(() -> HistoryReader.parse(INVOKE + "\n" + INVOKE.replace(":index 0", ":index 1")))
                .hasMessage(
                        "line 2, column 1: found an invocation of read by process 0 while its read of operation 0 is"
                                + " open, expected the completion of that one first");
    }

    @Test
    void aCompletionWithoutInvocationIsNamed() {
        assertThatThrownBy(
                        () -> HistoryReader.parse("[" + INVOKE + OK + "\n" + OK.replace(":index 1", ":index 2") + "]"))
                .hasMessage("line 2, column 1: found :ok of read by process 0, which has nothing open, expected its"
                        + " invocation before");
    }

    @Test
    void theCompletionOfAnotherFunctionIsNamed() {
        assertThatThrownBy(() -> HistoryReader.parse(INVOKE + "{:type :ok :process 0 :f :write}"))
                .hasMessageContaining(
                        "found :ok of write by process 0, expected the completion of its read of operation 0");
    }

    @Test
    void tooDeepNestingIsRefused() {
        assertThatThrownBy(() -> HistoryReader.parse("{:value " + "[".repeat(100_000)))
                .hasMessageContaining("expected at most 256 collections inside each other");
        assertThatThrownBy(() -> HistoryReader.parse("{:value " + "#a ".repeat(100_000)))
                .hasMessageContaining("expected at most 256 tags inside each other");
    }

    @Test
    void cutLastLineIsDroppedWhereverItIsCut() {
        String text = INVOKE + "\n" + OK.replace("3", "[\"ä\\u0041\" #{1} \\a ##NaN 1.5]");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int length = INVOKE.length() + 2; length < bytes.length; length++) {
            HistoryBuilder.Reading reading = HistoryReader.parseCut(Arrays.copyOf(bytes, length));
            assertThat(reading.truncated()).as("cut at " + length).isTrue();
            assertThat(reading.history().size()).isEqualTo(1);
        }
        assertThat(HistoryReader.parseCut(bytes).truncated()).isFalse();
        assertThat(HistoryReader.parseCut(bytes).history().size()).isEqualTo(2);
    }

    @Test
    void malformedTextBeforeTheCutIsRefused() {
        assertThatThrownBy(() -> HistoryReader.parseCut("{:type :invoke\n{:type".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(HistoryFormatException.class);
        assertThatThrownBy(() -> HistoryReader.parseCut(("[" + INVOKE).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(HistoryFormatException.class);
    }

    @Test
    void filesAreReadAndAnEmptyOneIsAnEmptyHistory(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("history.edn"), INVOKE + "\n" + OK + "\n{:typ");
        assertThat(HistoryReader.readCut(file).history().size()).isEqualTo(2);
        assertThatThrownBy(() -> HistoryReader.read(file)).isInstanceOf(HistoryFormatException.class);
        assertThat(HistoryReader.read(Files.writeString(file, " ; nothing\n")).size())
                .isZero();
    }
}

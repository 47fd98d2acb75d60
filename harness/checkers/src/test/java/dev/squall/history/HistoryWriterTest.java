package dev.squall.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.history.Operation.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HistoryWriterTest {

    @Test
    void anOperationIsOneLine() {
        Map<String, Object> extras = new LinkedHashMap<>();
        extras.put("node", "n1");
        extras.put("error", new Keyword("timeout"));
        StringBuilder out = new StringBuilder();
        HistoryWriter.append(out, new Operation(0, 123, Type.INVOKE, 0, "read", Arrays.asList(3L, null)));
        HistoryWriter.append(
                out, new Operation(1, Operation.NO_TIME, Type.INFO, Operation.NEMESIS, "a b", "x\ny", extras));
        assertThat(out.toString())
                .isEqualTo("{:index 0, :time 123, :type :invoke, :process 0, :f :read, :value [3 nil]}\n"
                        + "{:index 1, :type :info, :process :nemesis, :f \"a b\", :value \"x\\ny\", :node \"n1\","
                        + " :error :timeout}\n");
    }

    @Test
    void valueWithoutEdnFormIsRefused() {
        assertThatThrownBy(() -> EdnWriter.toEdn(new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EdnWriter.toEdn(new Keyword("a b"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 500)
    void writtenHistoryIsReadBackEqual(@ForAll("operations") List<Operation> drawn) throws IOException {
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : drawn) {
            if (operation.isClient()) {
                operations.add(with(operation, Type.INVOKE, operations.size()));
            }
            operations.add(with(operation, operation.isClient() ? operation.type() : Type.INFO, operations.size()));
        }
        History history = History.of(operations);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HistoryWriter.write(history, out);
        StringBuilder text = new StringBuilder();
        HistoryWriter.write(history, text);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text.toString());
        assertThat(HistoryReader.parse(text.toString()).operations()).isEqualTo(operations);
    }

    private static Operation with(Operation o, Type type, int index) {
        return new Operation(index, o.timeNanos(), type, o.process(), o.function(), o.value(), o.extras());
    }

    @Provide
    Arbitrary<List<Operation>> operations() {
        Arbitrary<Map<String, Object>> extras = Arbitraries.maps(Arbitraries.of("error", "node", "q?/x"), values())
                .ofMaxSize(2);
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.longs().between(-1, Long.MAX_VALUE),
                        Arbitraries.of(Type.OK, Type.FAIL, Type.INFO),
                        Arbitraries.integers().between(-1, 50),
                        Arbitraries.of("read", "write", "two words", "7", ""),
                        values(),
                        extras)
                .as((time, type, process, function, value, others) ->
                        new Operation(0, time, type, process, function, value, others))
                .list()
                .ofMaxSize(6);
    }

    private static Arbitrary<Object> values() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.strings().ofMaxLength(8).map(Object.class::cast),
                Arbitraries.chars().map(Object.class::cast),
                Arbitraries.bigIntegers().map(big -> big.bitLength() < 64 ? (Object) big.longValue() : big),
                Arbitraries.of(true, false, new Keyword("k"), new Symbol("a.B"), Double.NaN),
                Arbitraries.just(null));
        return Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(Object.class::cast),
                        inner.set().ofMaxSize(3).map(Object.class::cast),
                        Arbitraries.maps(inner, inner).ofMaxSize(3).map(Object.class::cast)),
                0,
                3);
    }
}

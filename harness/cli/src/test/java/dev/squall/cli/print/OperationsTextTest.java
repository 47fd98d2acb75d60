package dev.squall.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.History;
import dev.squall.history.Operation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests of the operations that a verdict prints. */
class OperationsTextTest {

    private static List<String> lines(List<Operation> history, List<Integer> indices) {
        StringWriter text = new StringWriter();
        OperationsText.print(History.ofIndexed(history), indices, new PrintWriter(text));
        return text.toString().lines().toList();
    }

    @Test
    void eachOperationIsPrintedAsInTheHistory() {
        List<Operation> history = List.of(operation(0, 7L));
        assertThat(lines(history, List.of(0)))
                .containsExactly(
                        "  the operations that show it:",
                        "    {:index 0, :time 0, :type :invoke, :process 1, :f :add, :value 7}");
    }

    @Test
    void aLongValueIsCutAndTheRestIsCounted() {
        List<Operation> history =
                List.of(operation(0, IntStream.range(0, 5_000).boxed().toList()));
        assertThat(lines(history, List.of(0)).get(1)).hasSizeLessThan(450).endsWith(" more characters)");
    }

    @Test
    void manyOperationsAreCounted() {
        List<Operation> history = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(i -> history.add(operation(i, (long) i)));
        List<String> lines = lines(history, IntStream.range(0, 1_000).boxed().toList());
        assertThat(lines).hasSize(22).last().isEqualTo("    and 980 more");
    }

    private static Operation operation(int index, Object value) {
        return new Operation(index, 0, Operation.Type.INVOKE, 1, "add", value, Map.of());
    }
}

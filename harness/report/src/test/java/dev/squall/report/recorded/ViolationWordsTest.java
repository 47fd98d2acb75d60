package dev.squall.report.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViolationWordsTest {

    @ParameterizedTest
    @CsvSource({
        "1, ', 1 ns before'",
        "999, ', 999 ns before'",
        "1_000, ', 1.0 µs before'",
        "109_400, ', 109 µs before'",
        "8_000_000, ', 8.0 ms before'",
        "120_000_000, ', 120 ms before'",
        "1_234_000_000, ', 1.23 s before'",
        "12_340_000_000, ', 12.3 s before'",
        "0, ' just before'"
    })
    void gapIsPrintedInANonZeroUnit(String gapNanos, String words) {
        assertThat(sentence(5, 5 + Long.parseLong(gapNanos.replace("_", ""))))
                .isEqualTo("process 1 was told, for `read`, `1` although `write 2` had completed" + words + ".");
    }

    @Test
    void untimedViolationSaysOnlyTheOrder() {
        assertThat(sentence(Operation.NO_TIME, Operation.NO_TIME)).endsWith("`write 2` had completed before.");
    }

    private static String sentence(long writtenNanos, long readNanos) {
        History history = History.of(List.of(
                new Operation(0, Operation.NO_TIME, Type.INVOKE, 0, "write", 2L),
                new Operation(1, writtenNanos, Type.OK, 0, "write", 2L),
                new Operation(2, readNanos, Type.INVOKE, 1, "read", null),
                new Operation(3, readNanos, Type.OK, 1, "read", 1L)));
        Violation violation =
                new Violation("linearizable", "stale-read", "", List.of(0, 1), Optional.of(1), List.of("2"), List.of());
        return new ViolationWords(Calls.of(history)).sentence(violation).toString();
    }
}

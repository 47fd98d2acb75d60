package dev.squall.check.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StableLatencyTest {

    private final Recording recording = new Recording();

    private Verdict check() {
        return new StableLatency().check(recording.history(), Budget.DEFAULT);
    }

    @Test
    void latencyEndsBehindTheLastReadThatMissesTheElement() {
        recording.did(0, "topology", "n1", "n1");
        recording.did(0, "broadcast", 1L, 1L).read(1, List.of()).read(1, List.of(1L));
        assertThat(check().summary()).startsWith("1 elements were in every later read after 1 ms (median)");
        assertThat(check().details())
                .containsEntry("stable", 1)
                .extractingByKey("stableLatency")
                .satisfies(latency ->
                        assertThat(((Map<?, ?>) latency).get("maxNanos")).isEqualTo(1_000_001L));
    }

    @Test
    void lostElementIsNoConcernOfAMeasurement() {
        recording.did(0, "broadcast", 1L, 1L).read(1, List.of());
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        assertThat(check().summary()).startsWith("not measured");
    }
}

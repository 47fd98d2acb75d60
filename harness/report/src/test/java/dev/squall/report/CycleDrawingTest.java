package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.report.recorded.Violation.Edge;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CycleDrawingTest {

    private static List<Edge> cycle(int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> new Edge("T" + i, "T" + (i + 1) % length, "rw", "T" + i + " read <nothing>"))
                .toList();
    }

    @Test
    void everyEdgeIsDrawnAndJustified() {
        String html = CycleDrawing.html(cycle(3));

        assertThat(html).contains("Cycle of 3 transactions").contains("<li><strong>T2 \u2192 T0</strong> (rw)");
        assertThat(html.split("<circle ", -1)).hasSize(4);
        assertThat(html.split("class=\"edge\"", -1)).hasSize(4);
    }

    @Test
    void valuesOfTheHistoryAreEscaped() {
        assertThat(CycleDrawing.html(cycle(2)))
                .contains("T0 read &lt;nothing&gt;")
                .doesNotContain("<nothing>");
    }

    @Test
    void longCycleIsOnlyListed() {
        assertThat(CycleDrawing.html(cycle(17))).doesNotContain("<svg").contains("<strong>T16 \u2192 T0</strong>");
    }
}

package dev.squall.report.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.History;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViolationRangeTest {

    private static Optional<TimeRange> ofWords(String summary) {
        Violation violation = new Violation("c", "a", summary, List.of(), Optional.empty(), List.of(), List.of());
        return ViolationRange.of(List.of(violation), Calls.of(History.of(List.of())));
    }

    @Test
    void journalVerdictTimesGiveTheRange() {
        assertThat(ofWords("n3 (life 2) at 12.853 s became leader without the entry that n5 at 12.572 s reported"))
                .contains(new TimeRange(12_572_000_000L, 12_853_000_000L));
    }

    @Test
    void wordsWithoutATimeGiveNoRange() {
        assertThat(ofWords("read at 3 s or 4.5 s")).isEmpty();
    }
}

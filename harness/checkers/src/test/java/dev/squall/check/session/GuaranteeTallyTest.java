package dev.squall.check.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.session.GuaranteeTally.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuaranteeTallyTest {

    private static Recording wrote(Recording recording, int process, String key, long value) {
        return recording.did(process, "write", List.of(key, value), List.of(key, value));
    }

    private static Recording read(Recording recording, int process, String key, Long value) {
        return recording.did(process, "read", Arrays.asList(key, null), Arrays.asList(key, value));
    }

    private static Verdict measure(Recording recording) {
        return new MeasuredGuarantees(null, true).check(recording.history(), Budget.DEFAULT);
    }

    private static Map<Guarantee, Finding> findings(Recording... recordings) {
        GuaranteeTally tally = new GuaranteeTally();
        for (Recording recording : recordings) {
            tally.add(measure(recording));
        }
        assertThat(tally.runs()).isEqualTo(recordings.length);
        return tally.findings();
    }

    @Test
    void unbrokenHistoryKeepsAllGuarantees() {
        Recording recording = read(wrote(new Recording(), 0, "x", 1), 1, "x", 1L);
        assertThat(measure(recording).details()).containsEntry(MeasuredGuarantees.BROKEN, List.of());
        assertThat(findings(recording)).hasSize(5).containsValue(Finding.KEPT).doesNotContainValue(Finding.BROKEN);
    }

    @Test
    void brokenGuaranteeIsMeasuredNotJudged() {
        Recording recording = read(wrote(new Recording(), 0, "x", 1), 0, "x", null);
        assertThat(measure(recording).validity()).isEqualTo(Validity.VALID);
        assertThat(findings(recording))
                .containsEntry(Guarantee.READ_YOUR_WRITES, Finding.BROKEN)
                .containsEntry(Guarantee.MONOTONIC_READS, Finding.KEPT);
    }

    @Test
    void monotonicWritesMayBreakAlone() {
        Recording recording = wrote(wrote(new Recording(), 0, "x", 1), 0, "y", 2);
        read(read(recording, 1, "y", 2L), 1, "x", null);
        assertThat(findings(recording))
                .containsEntry(Guarantee.MONOTONIC_WRITES, Finding.BROKEN)
                .containsEntry(Guarantee.MONOTONIC_READS, Finding.KEPT);
    }

    @Test
    void guaranteeHiddenByAnotherIsUndecided() {
        Recording writes = wrote(wrote(new Recording(), 0, "x", 1), 0, "y", 2);
        read(read(writes, 1, "y", 2L), 1, "x", null);
        Recording reads = read(read(wrote(new Recording(), 0, "x", 1), 1, "x", 1L), 1, "x", null);
        assertThat(findings(writes, reads))
                .containsEntry(Guarantee.MONOTONIC_WRITES, Finding.UNDECIDED)
                .containsEntry(Guarantee.MONOTONIC_READS, Finding.BROKEN);
        assertThat(Finding.UNDECIDED.term()).isEqualTo("undecided");
    }

    @Test
    void thinAirReadCannotBeTallied() {
        Verdict verdict = measure(read(new Recording(), 0, "x", 7L));
        assertThat(verdict.anomaly()).isEqualTo("thin-air-read");
        assertThatThrownBy(() -> new GuaranteeTally().add(verdict))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a valid one of measured-guarantees");
    }

    @Test
    void repeatedValueIsUnknown() {
        Recording twice = read(wrote(wrote(new Recording(), 0, "x", 1), 1, "x", 1), 0, "x", 1L);
        assertThat(measure(twice).validity()).isEqualTo(Validity.UNKNOWN);
    }
}

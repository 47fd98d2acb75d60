package dev.squall.check.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterBoundsTest {

    private final Recording recording = new Recording();

    private Verdict check() {
        return new CounterBounds().check(recording.history(), Budget.DEFAULT);
    }

    @Test
    void readMayCountOverlappingAddOrNot() {
        recording.added(0, 5L).invoke(0, "add", 2L);
        recording.read(1, 5L).read(1, 7L).ok(0, "add", 2L).read(1, 7L);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        assertThat(check().details()).containsEntry("reads", 3);
    }

    @Test
    void aReadBelowTheAcknowledgedSumIsTooLow() {
        recording.added(0, 5L).read(1, 4L);
        Verdict verdict = check();
        assertThat(verdict.anomaly()).isEqualTo("counter-too-low");
        assertThat(verdict.operations()).containsExactly(2, 3);
        assertThat(verdict.summary())
                .isEqualTo(
                        "the read by process 1 (operation 3) returned 4, less than 5, the least that the acknowledged "
                                + "adds allow");
        assertThat(verdict.details()).containsEntry("outside", List.of(List.of(5L, 4L, 5L)));
    }

    @Test
    void failedAddNeverCountsUnknownAddMay() {
        recording.invoke(0, "add", 5L).fail(0, "add", 5L).invoke(0, "add", 1L).info(0, "add", 1L);
        recording.read(1, 0L).read(1, 1L).read(1, 0L);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        recording.read(1, 5L);
        assertThat(check().anomaly()).isEqualTo("counter-too-high");
    }

    @Test
    void decrementLowersMinimumThenMaximum() {
        recording.added(0, 5L).invoke(0, "add", -2L).read(1, 5L).read(1, 3L).ok(0, "add", -2L);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        recording.read(1, 5L);
        assertThat(check().anomaly()).isEqualTo("counter-too-high");
    }

    @Test
    void nonNumericReadIsUnknown() {
        recording.read(0, "many");
        assertThat(check().summary())
                .isEqualTo(
                        "cannot be checked: operation 1: found read with the value \"many\", expected a whole number");
    }

    @Test
    void sumsBeyondSixtyFourBitsAreUnknown() {
        recording.added(0, Long.MAX_VALUE).added(0, 1L).read(0, 1L);
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
    }
}

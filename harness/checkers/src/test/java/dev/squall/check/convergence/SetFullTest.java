package dev.squall.check.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetFullTest {

    private final Recording recording = new Recording();

    private Verdict check(boolean linearizable) {
        return new SetFull(linearizable, false).check(recording.history(), Budget.DEFAULT);
    }

    private void read(Object... elements) {
        recording.did(1, "read", null, List.of(elements));
    }

    @Test
    void alwaysReadElementIsStableAtOnce() {
        recording.added(0, 1L);
        read(1L);
        Verdict verdict = check(true);
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.details())
                .containsEntry("stable", 1)
                .containsEntry("stale", 0)
                .containsEntry("stableLatency", Map.of("p50Nanos", 0L, "p95Nanos", 0L, "p99Nanos", 0L, "maxNanos", 0L));
    }

    @Test
    void elementMissingFromLastReadIsLost() {
        recording.added(0, 1L).added(0, 2L);
        read(1L, 2L);
        read(2L);
        Verdict verdict = check(false);
        assertThat(verdict.anomaly()).isEqualTo("lost-element");
        assertThat(verdict.operations()).containsExactly(0, 1, 6, 7);
        assertThat(verdict.summary())
                .isEqualTo(
                        "the element 1 was known (operation 1) before the read by process 1 (operation 7) began, which "
                                + "misses it, and no later read has it");
        assertThat(verdict.details())
                .containsEntry("lost", 1)
                .extractingByKey("lostLatency")
                .isEqualTo(Map.of(
                        "p50Nanos",
                        3_000_001L,
                        "p95Nanos",
                        3_000_001L,
                        "p99Nanos",
                        3_000_001L,
                        "maxNanos",
                        3_000_001L));
    }

    @Test
    void anElementReadBeforeItsAddBeganIsUnexpected() {
        recording.added(0, 0L);
        read(0L, 3L);
        recording.added(0, 3L);
        for (boolean linearizable : new boolean[] {false, true}) {
            Verdict verdict = check(linearizable);
            assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
            assertThat(verdict.anomaly()).isEqualTo("unexpected-element");
            assertThat(verdict.summary())
                    .isEqualTo("the read by process 1 (operation 3) holds 3 which nobody had begun to add by then");
            assertThat(verdict.operations()).containsExactly(2, 3);
        }
    }

    @Test
    void staleElementBreaksOnlyLinearizableSets() {
        recording.added(0, 1L);
        read();
        read(1L);
        assertThat(check(false).validity()).isEqualTo(Validity.VALID);
        assertThat(check(false).details()).containsEntry("stale", 1);
        Verdict verdict = check(true);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo("stale-read");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void elementMissedOnlyByEarlyReadsIsNeverRead() {
        recording.invoke(0, "add", 1L).invoke(1, "read", null).ok(0, "add", 1L).ok(1, "read", List.of());
        Verdict verdict = check(true);
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.details()).containsEntry("neverRead", 1);
    }

    @Test
    void anElementOfUnknownOutcomeIsKnownOnceItWasRead() {
        recording.invoke(0, "add", 1L).info(0, "add", 1L);
        read();
        assertThat(check(false).validity()).isEqualTo(Validity.UNKNOWN);
        read(1L);
        assertThat(check(true).validity()).isEqualTo(Validity.VALID);
        read();
        assertThat(check(false).anomaly()).isEqualTo("lost-element");
    }

    @Test
    void anElementHeldTwiceIsDuplicated() {
        recording.added(0, 1L);
        read(1L, 1L);
        Verdict verdict = check(false);
        assertThat(verdict.anomaly()).isEqualTo("duplicated-element");
        assertThat(verdict.summary()).isEqualTo("the read by process 1 (operation 3) holds 1 more than once");
    }

    @Test
    void elementOfFailedAddIsUnexpected() {
        recording.invoke(0, "add", 1L).fail(0, "add", 1L);
        read(1L);
        assertThat(check(false).anomaly()).isEqualTo("unexpected-element");
    }

    @Test
    void eachKeyIsASetOfItsOwn() {
        recording.did(0, "add", List.of("a", 1L), List.of("a", 1L));
        recording.did(0, "add", List.of("b", 1L), List.of("b", 1L));
        recording.did(0, "read", List.of("a", 0L), List.of("a", List.of(1L)));
        recording.did(0, "read", List.of("b", 0L), List.of("b", List.of()));
        Verdict verdict = new SetFull(false, true).check(recording.history(), Budget.DEFAULT);
        assertThat(verdict.anomaly()).isEqualTo("lost-element");
        assertThat(verdict.details()).containsEntry("stable", 1).containsEntry("lost", 1);
    }

    @Test
    void aSpentBudgetIsUnknown() {
        for (long i = 0; i < 2_000; i++) {
            recording.added(0, i);
        }
        read(0L);
        Verdict verdict =
                new SetFull(false, false).check(recording.history(), new Budget(Duration.ofNanos(1), 1 << 20));
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
    }
}

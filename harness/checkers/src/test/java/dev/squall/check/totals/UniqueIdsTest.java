package dev.squall.check.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import org.junit.jupiter.api.Test;

class UniqueIdsTest {

    private final Recording recording = new Recording();

    private Verdict check() {
        return new UniqueIds().check(recording.history(), Budget.DEFAULT);
    }

    @Test
    void differentIdsOfAnyKindAreUnique() {
        recording.did(0, "generate", null, 1L).did(1, "generate", null, "1").invoke(0, "generate", null);
        recording.info(0, "generate", null);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        assertThat(check().details()).containsEntry("attempted", 3).containsEntry("acknowledged", 2);
    }

    @Test
    void anIdGivenOutAgainIsADuplicate() {
        recording.did(0, "generate", null, 1L).did(1, "generate", null, 2L).did(2, "generate", null, 1L);
        Verdict verdict = check();
        assertThat(verdict.anomaly()).isEqualTo("duplicate-id");
        assertThat(verdict.operations()).containsExactly(0, 1, 4, 5);
        assertThat(verdict.summary())
                .isEqualTo(
                        "the id 1 was given out 2 times, first to process 0 (operation 1) and to process 2 (operation "
                                + "5)");
    }

    @Test
    void aMalformedHistoryIsUnknown() {
        recording.ok(0, "generate", 1L);
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
    }
}

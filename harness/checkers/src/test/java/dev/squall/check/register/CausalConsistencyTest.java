package dev.squall.check.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.History;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CausalConsistencyTest {

    private final Recording recording = new Recording();

    private void write(int process, String key, long value) {
        recording.did(process, "write", List.of(key, value), List.of(key, value));
    }

    private void read(int process, String key, long value) {
        recording.did(process, "read", List.of(key, 0L), List.of(key, value));
    }

    private Verdict check(CausalModel model) {
        return new CausalConsistency(model, 0L, true).check(recording.history(), Budget.DEFAULT);
    }

    private void assertKept(Set<CausalModel> kept) {
        for (CausalModel model : CausalModel.values()) {
            assertThat(check(model).validity())
                    .as(check(model).summary())
                    .isEqualTo(kept.contains(model) ? Validity.VALID : Validity.VIOLATION);
        }
    }

    /** The examples of Bouajjani and others, 2017, figure 3. */
    @Test
    void crossedReadsKeepMemoryButDoNotConverge() {
        write(0, "x", 1);
        read(0, "x", 2);
        write(1, "x", 2);
        read(1, "x", 1);
        assertKept(Set.of(CausalModel.CC, CausalModel.CM));
        Verdict verdict = check(CausalModel.CCV);
        assertThat(verdict.anomaly()).isEqualTo("cyclic-cf");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void lateOwnWriteConvergesButBreaksMemory() {
        write(0, "z", 1);
        write(0, "x", 1);
        write(0, "y", 1);
        write(1, "x", 2);
        read(1, "z", 0);
        read(1, "y", 1);
        read(1, "x", 2);
        assertKept(Set.of(CausalModel.CC, CausalModel.CCV));
        assertThat(check(CausalModel.CM).anomaly()).isEqualTo("write-hb-init-read");
    }

    @Test
    void bothWriteOrdersSeenIsOnlyWeaklyCausal() {
        write(0, "x", 1);
        write(1, "x", 2);
        read(1, "x", 1);
        read(1, "x", 2);
        assertKept(Set.of(CausalModel.CC));
        assertThat(check(CausalModel.CM).anomaly()).isEqualTo("cyclic-hb");
    }

    @Test
    void allVariantsAreWeakerThanSequentialConsistency() {
        for (int process = 0; process < 2; process++) {
            write(process, "x", process + 1);
            read(process, "y", 0);
            write(process, "y", process + 1);
            read(process, "x", process + 1);
        }
        assertKept(Set.of(CausalModel.values()));
        Verdict sequential = new SequentialConsistency(0L, true).check(recording.history(), Budget.DEFAULT);
        assertThat(sequential.validity()).isEqualTo(Validity.VIOLATION);
    }

    @Test
    void overwrittenReadIsNamedWithItsCausalChain() {
        write(0, "x", 1);
        write(0, "y", 1);
        read(1, "y", 1);
        write(1, "x", 2);
        read(2, "x", 2);
        read(2, "x", 1);
        assertKept(Set.of());
        Verdict verdict = check(CausalModel.CC);
        assertThat(verdict.anomaly()).isEqualTo("write-co-read");
        assertThat(verdict.summary())
                .isEqualTo(
                        "a value was read that had been overwritten in the causal past of the read: the write of 1 to "
                                + "\"x\" by process 0 (operation 1), then by the same process the write of 1 to "
                                + "\"y\" by process 0"
                                + " (operation 3), returned to the read of 1 from \"y\" by process 1 (operation 5), "
                                + "then by the "
                                + "same process the write of 2 to \"x\" by process 1 (operation 7), returned to the "
                                + "read of 2 from"
                                + " \"x\" by process 2 (operation 9), then by the same process the read of 1 from "
                                + "\"x\" by process"
                                + " 2 (operation 11)");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void answerWithoutQuestionIsStaleInitialRead() {
        write(0, "question", 1);
        read(1, "question", 1);
        write(1, "answer", 1);
        read(2, "answer", 1);
        read(2, "question", 0);
        assertThat(check(CausalModel.CC).anomaly()).isEqualTo("write-co-init-read");
    }

    @Test
    void effectsBeforeTheirCausesAreCyclic() {
        read(0, "x", 1);
        write(0, "y", 1);
        read(1, "y", 1);
        write(1, "x", 1);
        assertThat(check(CausalModel.CC).anomaly()).isEqualTo("cyclic-co");
    }

    @Test
    void unwrittenValueIsThinAirRead() {
        write(0, "x", 1);
        read(1, "x", 3);
        Verdict verdict = check(CausalModel.CC);
        assertThat(verdict.anomaly()).isEqualTo("thin-air-read");
        assertThat(verdict.operations()).containsExactly(2, 3);
    }

    @Test
    void aValueWrittenTwiceIsUnknownOnlyIfItWasRead() {
        write(0, "x", 1);
        write(1, "x", 1);
        assertKept(Set.of(CausalModel.values()));
        read(2, "x", 1);
        Verdict verdict = check(CausalModel.CC);
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary())
                .isEqualTo("cannot be checked: the read of 1 from \"x\" by process 2 (operation 5) may have read the "
                        + "write "
                        + "of 1 to \"x\" by process 0 (operation 1) or the write of 1 to \"x\" by process 1 "
                        + "(operation 3), "
                        + "expected writes of distinct values to each key, none of them 0");
    }

    @Test
    void aCompareAndSetIsUnknown() {
        recording.did(0, "cas", List.of("x", List.of(0L, 1L)), List.of("x", List.of(0L, 1L)));
        assertThat(check(CausalModel.CC).validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void aSpentBudgetIsUnknown() {
        for (int i = 1; i < 1_000; i++) {
            write(i, "x", i);
        }
        History history = recording.history();
        Verdict verdict = new CausalConsistency(CausalModel.CCV, 0L, true)
                .check(history, new Budget(Duration.ofMinutes(1), 1 << 20));
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).contains("the memory budget of 1 MiB was spent");
    }
}

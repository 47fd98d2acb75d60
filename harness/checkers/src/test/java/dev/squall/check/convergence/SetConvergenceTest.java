package dev.squall.check.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetConvergenceTest {

    private final Recording recording = new Recording();

    private Verdict check() {
        return new SetConvergence(Replicas.named()).check(recording.history(), Budget.DEFAULT);
    }

    private Recording addedAndHealed() {
        recording.added(0, 1L).added(1, 2L).invoke(2, "add", 3L).info(2, "add", 3L);
        return recording.nemesis(FinalReads.BEGIN_LIVENESS_PHASE);
    }

    @Test
    void equalCompleteReplicasHaveConverged() {
        addedAndHealed()
                .readAt("n1", 0, null, List.of(1L))
                .readAt("n1", 0, null, List.of(2L, 1L))
                .readAt("n2", 1, null, List.of(1L, 2L));
        assertThat(check().validity()).as(check().summary()).isEqualTo(Validity.VALID);
    }

    @Test
    void missingAcknowledgedElementIsLost() {
        addedAndHealed().readAt("n1", 0, null, List.of(1L, 2L)).readAt("n2", 1, null, List.of(1L));
        Verdict verdict = check();
        assertThat(verdict.anomaly()).isEqualTo("lost-element");
        assertThat(verdict.summary()).isEqualTo("n2 (operation 10) lacks 2, whose add was acknowledged");
        assertThat(verdict.operations()).containsExactly(2, 3, 9, 10);
    }

    @Test
    void unknownAddMustBeOnAllReplicasOrNone() {
        addedAndHealed().readAt("n1", 0, null, List.of(1L, 2L, 3L)).readAt("n2", 1, null, List.of(1L, 2L));
        Verdict verdict = check();
        assertThat(verdict.anomaly()).isEqualTo("replicas-differ");
        assertThat(verdict.summary()).isEqualTo("n1 (operation 8) holds 3, which n2 (operation 10) lacks");
        recording.readAt("n2", 1, null, List.of(1L, 2L, 3L));
        assertThat(check().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void unaddedElementIsUnexpected() {
        addedAndHealed().readAt("n1", 0, null, List.of(1L, 2L, 4L));
        assertThat(check().anomaly()).isEqualTo("unexpected-element");
    }

    @Test
    void replicaWithoutFinalReadIsUnknown() {
        recording.readAt("n3", 2, null, List.of());
        addedAndHealed().readAt("n1", 0, null, List.of(1L, 2L));
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(check().summary()).isEqualTo("the replica n3 gave no final read; those that did are equal");
    }

    @Test
    void nonListReadIsUnknown() {
        addedAndHealed().readAt("n1", 0, null, 5L);
        assertThat(check().summary())
                .isEqualTo("cannot be checked: found a read of a set with the value 5, expected a list of elements");
    }
}

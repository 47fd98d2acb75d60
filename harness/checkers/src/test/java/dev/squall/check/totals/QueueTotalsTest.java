package dev.squall.check.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueTotalsTest {

    private final Recording recording = new Recording();

    private Verdict check() {
        return new QueueTotals(false).check(recording.history(), Budget.DEFAULT);
    }

    private Recording enqueued(Object element) {
        return recording.did(0, "enqueue", element, element);
    }

    private Recording dequeued(Object element) {
        return recording.did(1, "dequeue", null, element);
    }

    private Recording drained(Object... elements) {
        return recording.did(1, "drain", null, List.of(elements));
    }

    @Test
    void dequeueInAnyOrderIsValid() {
        enqueued(1L);
        enqueued(2L);
        dequeued(2L);
        dequeued(1L);
        dequeued(null);
        assertThat(check().validity()).as(check().summary()).isEqualTo(Validity.VALID);
    }

    @Test
    void anElementMissingAfterTheDrainIsLost() {
        enqueued(1L);
        enqueued(2L);
        drained(2L);
        Verdict verdict = check();
        assertThat(verdict.anomaly()).isEqualTo("lost-element");
        assertThat(verdict.operations()).containsExactly(0, 1, 4, 5);
        assertThat(verdict.summary())
                .isEqualTo("1 element had been acknowledged and did not come out before the drain ended: 1");
    }

    @Test
    void missingElementWithoutDrainIsUnknown() {
        drained();
        enqueued(1L);
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(check().summary()).contains("may still be in the queue");
    }

    @Test
    void unknownDequeueMayHaveTakenTheElement() {
        enqueued(1L);
        enqueued(2L);
        recording.invoke(2, "dequeue", null).info(2, "dequeue", null);
        drained(2L);
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(check().summary()).contains("may have gone to a dequeue or drain whose outcome is unknown");
        enqueued(3L);
        drained();
        assertThat(check().anomaly()).isEqualTo("lost-element");
    }

    @Test
    void unknownDrainCountsWithItsElements() {
        enqueued(1L);
        enqueued(2L);
        recording.invoke(2, "drain", null).info(2, "drain", List.of(1L));
        drained(2L);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void elementOfFailedEnqueueIsUnexpected() {
        recording.invoke(0, "enqueue", 1L).fail(0, "enqueue", 1L);
        dequeued(1L);
        Verdict verdict = check();
        assertThat(verdict.anomaly()).isEqualTo("unexpected-element");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void secondDequeueIsDuplicateUnlessAllowed() {
        enqueued(1L);
        dequeued(1L);
        dequeued(1L);
        assertThat(check().anomaly()).isEqualTo("duplicated-element");
        Verdict atLeastOnce = new QueueTotals(true).check(recording.history(), Budget.DEFAULT);
        assertThat(atLeastOnce.validity()).isEqualTo(Validity.VALID);
        assertThat(atLeastOnce.details()).containsEntry("duplicated", 1);
    }

    @Test
    void dequeuedUnknownElementIsRecovered() {
        recording.invoke(0, "enqueue", 1L).info(0, "enqueue", 1L);
        dequeued(1L);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        assertThat(check().details()).containsEntry("recovered", 1);
    }

    @Test
    void elementsMayBeListsThemselves() {
        enqueued(List.of(1L, 2L));
        dequeued(List.of(1L, 2L));
        assertThat(check().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void otherFunctionsAreUnknown() {
        recording.did(0, "push", 1L, 1L);
        assertThat(check().summary())
                .isEqualTo(
                        "cannot be checked: operation 0: found the function push, expected enqueue, dequeue or drain "
                                + "on a queue");
    }
}

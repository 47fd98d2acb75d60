package dev.squall.check.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.convergence.FinalReads;
import dev.squall.check.convergence.Replicas;
import dev.squall.history.HistoryReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CounterFinalReadsTest {

    private final Recording recording = new Recording();

    private Verdict check() {
        return new CounterFinalReads(Replicas.named()).check(recording.history(), Budget.DEFAULT);
    }

    /** Acknowledged 10; unknown +3 and -5: possible sums are 5, 8, 10 and 13. */
    private Recording addedAndHealed() {
        recording.added(0, 7L).added(0, 3L);
        recording.invoke(1, "add", 3L).info(1, "add", 3L).invoke(2, "add", -5L).info(2, "add", -5L);
        return recording.nemesis(FinalReads.BEGIN_LIVENESS_PHASE);
    }

    @Test
    void equalReplicasWithPossibleSumAreValid() {
        for (long sum : new long[] {5, 8, 10, 13}) {
            Recording run = new CounterFinalReadsTest()
                    .addedAndHealed()
                    .readAt("n1", 0, null, sum)
                    .readAt("n2", 3, null, sum);
            Verdict verdict = new CounterFinalReads(Replicas.named()).check(run.history(), Budget.DEFAULT);
            assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.VALID);
            assertThat(verdict.details()).containsEntry("leastPossible", 5L).containsEntry("greatestPossible", 13L);
        }
    }

    @Test
    void aSumBetweenThePossibleOnesIsImpossible() {
        addedAndHealed().readAt("n1", 0, null, 9L);
        Verdict verdict = check();
        assertThat(verdict.anomaly()).isEqualTo("impossible-sum");
        assertThat(verdict.operations()).containsExactly(9, 10);
        assertThat(verdict.summary())
                .isEqualTo("n1 holds 9 (operation 10), which no sum of the acknowledged adds (10) and any of the 2 of "
                        + "unknown outcome makes");
    }

    @Test
    void replicasWithDifferentPossibleSumsDiffer() {
        addedAndHealed().readAt("n1", 0, null, 8L).readAt("n2", 3, null, 10L);
        assertThat(check().anomaly()).isEqualTo("replicas-differ");
    }

    @Test
    void maelstromsMarkOfFinalReadsIsKnown() {
        String text = "{:type :invoke, :process 0, :f :read, :value nil, :final? true}\n"
                + "{:type :ok, :process 0, :f :read, :value 0, :final? true, :node \"n1\"}\n";
        Verdict verdict = new CounterFinalReads(Replicas.named()).check(HistoryReader.parse(text), Budget.DEFAULT);
        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.VALID);
    }

    @Test
    void sumsTooManyForTheMemoryAreUnknown() {
        recording.invoke(0, "add", 1L << 40).info(0, "add", 1L << 40);
        recording.nemesis(FinalReads.BEGIN_LIVENESS_PHASE).readAt("n1", 1, null, 0L);
        Verdict verdict = new CounterFinalReads(Replicas.named())
                .check(recording.history(), new Budget(Duration.ofMinutes(1), 1 << 20));
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).contains("the memory budget of 1 MiB was spent");
    }
}

package dev.squall.lectures.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.lectures.rpc.RpcFacts.Executed;
import dev.squall.lectures.rpc.RpcFacts.Recovered;
import dev.squall.lectures.rpc.RpcMessages.RequestId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterJournalTest {

    private final CounterJournal journal = new CounterJournal();
    private int index;

    private static Executed executed(long number, Object increment) {
        return new Executed(new RequestId("n2", 1, number), increment);
    }

    private void note(Executed fact) {
        journal.onFact(1_000_000L * index, "n1", 0, fact);
    }

    private void recover(int life, long counter, Executed... executed) {
        journal.onFact(1_000_000L * index, "n1", life, new Recovered(counter, List.of(executed)));
    }

    private void operation(Type type, String function, Object value) {
        journal.onOperation(new Operation(index, 1_000_000L * index, type, 0, function, value));
        index++;
    }

    private void read(long counter) {
        operation(Type.INVOKE, "read", null);
        operation(Type.OK, "read", counter);
    }

    private List<String> anomalies() {
        return journal.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(Verdict::anomaly)
                .toList();
    }

    @Test
    void incrementsThatAreExecutedOnceAreValid() {
        recover(0, 0);
        operation(Type.INVOKE, "increment", 1L);
        note(executed(1, 1L));
        operation(Type.OK, "increment", 1L);
        operation(Type.INVOKE, "increment", 2L);
        operation(Type.INFO, "increment", 2L);
        read(1);
        note(executed(2, 2L));
        read(2);

        assertThat(journal.verdicts()).extracting(Verdict::validity).containsOnly(Validity.VALID);
        assertThat(journal.verdicts()).extracting(Verdict::checker).isEqualTo(CounterJournal.PROPERTIES);
    }

    @Test
    void readMayReturnAnyCountBetweenItsEnds() {
        operation(Type.INVOKE, "read", null);
        note(executed(1, 1L));
        note(executed(2, 2L));
        operation(Type.OK, "read", 1L);

        assertThat(anomalies()).isEmpty();
    }

    @Test
    void secondExecutionIsFound() {
        note(executed(1, 7L));
        recover(1, 1, executed(1, 7L));
        note(executed(1, 7L));

        assertThat(anomalies()).containsExactly("increment-executed-twice");
        assertThat(journal.verdicts().get(0).summary())
                .isEqualTo("n1 at 0.000 s, as call 1 of n2, executed increment 7, which had been executed before:"
                        + " by n1 at 0.000 s, as call 1 of n2");
    }

    @Test
    void oneIncrementByTwoCallsIsFound() {
        note(executed(1, 7L));
        note(executed(2, 7L));

        assertThat(anomalies()).containsExactly("increment-executed-twice");
    }

    @Test
    void acknowledgedIncrementThatNobodyExecutedIsFound() {
        recover(0, 0);
        operation(Type.OK, "increment", 1L);

        assertThat(anomalies()).containsExactly("acknowledged-increment-not-executed");
    }

    @Test
    void executionThatIsToldAfterACrashCounts() {
        recover(0, 0);
        recover(1, 1, executed(1, 1L));
        operation(Type.OK, "increment", 1L);
        read(1);

        assertThat(anomalies()).isEmpty();
    }

    @Test
    void executionThatACrashHidIsNotHeldAgainstTheServer() {
        note(executed(1, 1L));
        recover(1, 2);
        read(2);

        assertThat(anomalies()).isEmpty();
    }

    @Test
    void staleAndInventedReadsAreFound() {
        note(executed(1, 1L));
        read(0);
        assertThat(anomalies()).containsExactly("counter-disagrees");
        assertThat(journal.verdicts().get(2).summary())
                .isEqualTo("the read by process 0 (operation 1) returned 0, expected 1, the number of executed"
                        + " increments");

        CounterJournal other = new CounterJournal();
        other.onFact(0, "n1", 0, executed(1, 1L));
        other.onOperation(new Operation(0, 0, Type.OK, 0, "read", 2L));
        assertThat(other.verdicts().get(2).anomaly()).isEqualTo("counter-disagrees");
    }

    @Test
    void incrementsLostInACrashAreFound() {
        note(executed(1, 1L));
        note(executed(2, 2L));
        recover(1, 1);

        assertThat(anomalies()).containsExactly("counter-disagrees");
    }

    @Test
    void withoutFactsThereIsNoVerdict() {
        read(0);

        assertThat(journal.verdicts()).isEmpty();
    }
}

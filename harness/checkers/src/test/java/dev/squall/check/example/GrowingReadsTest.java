package dev.squall.check.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.HistoryReader;
import org.junit.jupiter.api.Test;

class GrowingReadsTest {

    @Test
    void growingReadsAreValid() {
        assertThat(check(read(0, 1) + read(0, 2) + read(1, 1)).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void decreasingReadIsViolation() {
        Verdict verdict = check(read(0, 2) + read(0, 1));

        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo("read-went-back");
        assertThat(verdict.operations()).containsExactly(1, 3);
    }

    @Test
    void nonNumericValueIsUnknown() {
        assertThat(check(read(0, "\"a\"")).validity()).isEqualTo(Validity.UNKNOWN);
    }

    private static String read(int process, Object value) {
        return "{:process " + process + ", :type :invoke, :f :read, :value nil}\n" + "{:process " + process
                + ", :type :ok, :f :read, :value " + value + "}\n";
    }

    private static Verdict check(String history) {
        return new GrowingReads().check(HistoryReader.parse(history), Budget.DEFAULT);
    }
}

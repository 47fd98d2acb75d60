package dev.squall.check.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.read.TransactionReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Smallest histories on which Elle 0.2.8 (ccdee6f) and this checker differ, one for each kind of disagreement that
 * random histories showed. The brute force decides. Where Elle says valid, it infers no anomaly.
 */
class ElleDisagreementsTest {

    /** Returns transactions that all overlap, or that one process runs; a transaction may end with its outcome. */
    private static TransactionHistory history(boolean isOneProcess, String transactions) {
        StringBuilder text = new StringBuilder();
        StringBuilder completions = new StringBuilder();
        String[] all = transactions.split(" ; ");
        for (int p = 0; p < all.length; p++) {
            String[] parts = all[p].split(" / ");
            String event = ", :process " + (isOneProcess ? 0 : p) + ", :f :txn, :value [" + parts[0] + "]}\n";
            text.append("{:type :invoke").append(event);
            String completion = "{:type :" + (parts.length > 1 ? parts[1] : "ok") + event;
            (isOneProcess ? text : completions).append(completion);
        }
        return TransactionReader.parse(text.append(completions).toString().getBytes(StandardCharsets.UTF_8), null);
    }

    private static void decide(String level, boolean isValid, boolean isOneProcess, String transactions) {
        TransactionHistory history = history(isOneProcess, transactions);
        IsolationLevel asked = IsolationLevel.named(level).orElseThrow();
        assertThat(new BruteForce(history).satisfies(asked)).isEqualTo(isValid);
        TransactionVerdict verdict = TransactionChecker.decide(history, asked, Budget.DEFAULT);
        assertThat(verdict.validity()).isEqualTo(isValid ? Validity.VALID : Validity.VIOLATION);
        assertThat(verdict.verify(history)).isEmpty();
    }

    /** Elle says valid. Two more transactions keep Elle's graph from being empty, for which it says unknown. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Elle counts incompatible orders as aborted reads, which read uncommitted allows.
                "read-uncommitted|[:append 1 1] ; [:append 1 2] ; [:r 1 [1 2]] ; [:r 1 [2 1]]",
                // Elle looks for the writers of the longest read only, and not at all for those of registers.
                "read-uncommitted|[:append 1 1] ; [:append 1 2] ; [:r 1 [1 2]] ; [:r 1 [7]]",
                "serializable|[:w 1 1] ; [:r 1 7] ; [:w 2 1] ; [:r 2 1]",
                // Elle's internal anomalies do not refute repeatable read, or levels below read atomic.
                "read-uncommitted|[:append 1 1] [:r 1 []] ; [:append 2 1] ; [:r 2 [1]]",
                "read-committed|[:append 1 1] [:r 1 []] ; [:append 2 1] ; [:r 2 [1]]",
                "read-committed|[:w 1 1] [:r 1 nil] ; [:w 2 1] ; [:r 2 1]",
                "repeatable-read|[:append 1 1] [:r 1 []] ; [:append 2 1] ; [:r 2 [1]]",
                "repeatable-read|[:w 1 1] ; [:r 1 nil] [:r 1 1]",
                // Elle looks for few anomalies of the levels between read committed and snapshot isolation.
                "monotonic-atomic-view|[:append 1 1] [:append 2 1] ; [:r 1 [1]] [:r 2 []]",
                "monotonic-atomic-view|[:w 1 1] [:w 2 1] ; [:r 1 1] [:r 2 nil]",
                "read-atomic|[:append 1 1] [:append 2 1] ; [:r 2 []] [:r 1 [1]]",
                "read-atomic|[:w 1 1] [:w 2 1] ; [:r 2 nil] [:r 1 1]",
                "parallel-snapshot-isolation|[:append 1 1] [:append 2 1] ; [:r 2 []] [:r 1 [1]]",
                // Each order of the two unread writes gives a cycle; Elle knows neither order.
                "snapshot-isolation|[:append 2 1] [:r 1 []] ; [:r 2 []] [:r 1 []] [:append 1 3] [:append 2 3]",
                "snapshot-isolation|[:r 2 nil] [:w 1 1] ; [:w 2 3] [:r 1 nil] [:w 1 3]",
                "serializable|[:w 1 1] [:w 2 2] ; [:w 1 3] [:w 2 4] ; [:r 1 1] [:r 2 4]"
            })
    void anomalyThatElleDoesNotInferIsFound(String level, String transactions) {
        decide(level, false, false, transactions);
    }

    /** Elle says valid. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Elle's causal consistency has no session order.
                "causal|[:append 1 1] ; [:r 1 []]",
                "causal|[:w 1 1] ; [:r 1 nil]",
                // Elle orders the versions of registers by sessions or times only where it may assume such keys.
                "strong-session-serializable|[:w 1 1] ; [:w 1 2] ; [:r 1 1]",
                "strict-serializable|[:w 1 1] ; [:w 1 2] ; [:r 1 1]"
            })
    void anomalyInOneSessionThatElleDoesNotInferIsFound(String level, String transactions) {
        decide(level, false, true, transactions);
    }

    /** Elle says violation. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // G0 with a crashed transaction, which may have aborted: read uncommitted allows to read its append.
                "read-uncommitted|[:append 1 1] [:append 1 3] ; [:append 1 2] / info ; [:r 1 [1 2]]",
                // Elle expects distinct values of registers: G1a, G1b and lost update name the wrong writer here.
                "serializable|[:w 1 1] / fail ; [:w 1 1] ; [:r 1 1]",
                "serializable|[:w 1 1] ; [:w 1 1] [:w 1 2] ; [:r 1 1]",
                "serializable|[:w 1 3] ; [:w 1 3] / info ; [:r 1 3] [:w 1 1] ; [:r 1 3] [:w 1 2]"
            })
    void historyThatOnlyElleRefutesIsValid(String level, String transactions) {
        decide(level, true, false, transactions);
    }
}

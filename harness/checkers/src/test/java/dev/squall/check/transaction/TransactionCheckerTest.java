package dev.squall.check.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.GeneratedTransactions.Flaw;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.read.TransactionReader;
import dev.squall.history.HistoryFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readers, names of anomalies, surveys, words and larger histories. */
class TransactionCheckerTest {

    private static TransactionHistory parse(String text) {
        return TransactionReader.parse(text.getBytes(StandardCharsets.UTF_8), null);
    }

    /** Returns transactions that all overlap, one process each. */
    private static TransactionHistory overlapping(String... transactions) {
        StringBuilder text = new StringBuilder();
        for (int p = 0; p < transactions.length; p++) {
            text.append("{:type :invoke, :process ").append(p).append(", :f :txn, :value []}\n");
        }
        for (int p = 0; p < transactions.length; p++) {
            text.append("{:type :ok, :process ")
                    .append(p)
                    .append(", :f :txn, :value [")
                    .append(transactions[p])
                    .append("]}\n");
        }
        return parse(text.toString());
    }

    private static Verdict survey(TransactionHistory history) {
        return new TransactionChecker(Optional.empty(), Optional.empty(), null).check(history, Budget.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[:append 1 1] [:append 2 1]|[:append 1 2] [:append 2 2]|[:r 1 [1 2]] [:r 2 [2 1]]|G0",
                "[:append 1 1] [:r 2 [1]]|[:append 2 1] [:r 1 [1]]||G1c",
                "[:append 1 1] [:append 1 2]|[:r 1 [1]]||G1b",
                "[:r 1 []] [:append 1 1]|[:r 1 []] [:append 1 2]|[:r 1 [1 2]]|lost-update",
                "[:r 1 []] [:append 2 1]|[:r 2 []] [:append 1 1]|[:r 1 [1]] [:r 2 [1]]|write-skew",
                "[:append 1 1]|[:append 2 1]|[:r 1 [1]] [:r 2 []]|serializable",
                "[:r 1 [1]] [:append 1 1]|||future-read",
                "[:append 1 1] [:r 1 []]|||lost-own-write",
                "[:r 1 [7]]|||garbage-read",
                "[:append 1 1]|[:r 1 [1 1]]||duplicate-elements",
                "[:append 1 1]|[:append 1 2]|[:r 1 [1]] [:r 1 [1 2]]|internal",
                "[:w 1 1] [:w 2 1]|[:r 2 nil] [:r 1 1]||fractured-read",
                "[:w 1 1]|[:r 1 nil] [:w 1 2]|[:r 1 nil] [:w 1 3]|lost-update"
            })
    void anomaliesHaveTheirUsualNames(String first, String second, String third, String anomaly) {
        String[] given = third == null
                ? second == null ? new String[] {first} : new String[] {first, second}
                : new String[] {first, second, third};
        Verdict verdict = survey(overlapping(given));
        if (anomaly.equals("serializable")) {
            assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        } else {
            assertThat(verdict.anomaly()).isEqualTo(anomaly);
        }
    }

    @Test
    void longForkIsNamed() {
        Verdict verdict =
                survey(overlapping("[:append 1 1]", "[:append 2 1]", "[:r 1 [1]] [:r 2 []]", "[:r 1 []] [:r 2 [1]]"));
        assertThat(verdict.anomaly()).isEqualTo("long-fork");
        assertThat(verdict.details())
                .containsEntry("strongest", java.util.List.of("strong-parallel-snapshot-isolation"));
    }

    @Test
    void abortedWritesMustNotBeRead() {
        TransactionHistory history = parse("{:type :invoke, :process 0, :value [[:append 1 1]]}"
                + "{:type :fail, :process 0, :value [[:append 1 1]]}"
                + "{:type :invoke, :process 1, :value [[:r 1 nil]]}{:type :ok, :process 1, :value [[:r 1 [1]]]}");
        Verdict verdict = survey(history);
        assertThat(verdict.anomaly()).isEqualTo("G1a");
        assertThat(verdict.details().get("strongest")).isEqualTo(java.util.List.of("strong-read-uncommitted"));
    }

    @Test
    void staleReadsAreAnomaliesOfRealTimeOnly() {
        Verdict verdict = survey(parse("{:type :invoke, :process 0, :value [[:append 1 1]]}"
                + "{:type :ok, :process 0, :value [[:append 1 1]]}"
                + "{:type :invoke, :process 1, :value [[:r 1 nil]]}{:type :ok, :process 1, :value [[:r 1 nil]]}"));
        assertThat(verdict.anomaly()).isEqualTo("G-single-realtime");
        assertThat(verdict.summary()).contains("completed before", "did not see that");
        assertThat(verdict.details().get("strongest").toString()).contains("strong-session-serializable");
    }

    @Test
    void plainAndGeneralReadersAgree() {
        String text = new GeneratedTransactions(300, 5, 3, 3, 8, 50, 0, Kind.LIST_APPEND)
                .edn(7, GeneratedTransactions.Flaw.NONE);
        TransactionHistory plain = parse(text);
        TransactionHistory general = parse("; a comment is for the general reader\n" + text);
        assertThat(OracleRuns.words(general)).isEqualTo(OracleRuns.words(plain));
        assertThat(plain.size()).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{:type :invoke, :process 0, :f :txn, :value [[:cas 1 2]]}|[:cas 1 2]",
                "{:type :ok, :process 0, :f :txn, :value [[:r 1 2]]}|nothing open",
                "{:type :invoke, :process 0, :value [[:w 1 2] [:append 1 2]]}|:append and :w",
                "{:type :invoke, :process 0, :value 5} {:type :ok, :process 0, :value 5}|found 5",
                "r 1 1\\nx 2 2|'x 2 2'"
            })
    void unreadableTransactionIsRefused(String text, String found) {
        assertThatThrownBy(() -> parse(text.replace("\\n", "\n")))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageContaining(found);
    }

    @Test
    void repeatedElementsOfAListAreUnknown() {
        Verdict verdict = survey(overlapping("[:append 1 1]", "[:append 1 1]", "[:r 1 [1]]"));
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).contains("appended twice");
    }

    @Test
    void aSpentBudgetIsUnknown() {
        TransactionHistory history =
                GeneratedTransactions.likeElle(20_000, Kind.RW_REGISTER).history(1, Flaw.NONE);
        TransactionVerdict verdict = TransactionChecker.decide(
                history, IsolationLevel.STRICT_SERIALIZABLE, new Budget(Duration.ofMinutes(1), 1000));
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.reason()).contains("memory budget");
    }

    @ParameterizedTest
    @CsvSource({
        "LIST_APPEND, 20, 4, 10, 32",
        "LIST_APPEND, 5, 4, 1, 1000000",
        "LIST_APPEND, 20, 500, 3, 1000",
        "RW_REGISTER, 20, 4, 10, 32",
        "RW_REGISTER, 10, 4, 1, 1000000",
    })
    void strictSerializabilityRefutesStaleReads(Kind kind, int clients, int steps, int keys, int writes) {
        int count = steps > 100 ? 100 : 2_000;
        GeneratedTransactions histories = new GeneratedTransactions(count, clients, steps, keys, writes, 50, 0, kind);
        TransactionHistory valid = histories.history(3, Flaw.NONE);
        TransactionVerdict verdict =
                TransactionChecker.decide(valid, IsolationLevel.STRICT_SERIALIZABLE, Budget.DEFAULT);
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.verify(valid)).isEmpty();
        TransactionHistory stale = histories.history(3, Flaw.STALE);
        TransactionVerdict refuted =
                TransactionChecker.decide(stale, IsolationLevel.STRICT_SERIALIZABLE, Budget.DEFAULT);
        assertThat(refuted.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(refuted.verify(stale)).isEmpty();
    }

    @Test
    void namesOfLevelsAreRead() {
        for (IsolationLevel level : IsolationLevel.values()) {
            assertThat(IsolationLevel.named(level.name())).contains(level);
        }
        assertThat(IsolationLevel.named("strong-serializable")).contains(IsolationLevel.STRICT_SERIALIZABLE);
        assertThat(IsolationLevel.named("PL-2.99")).map(IsolationLevel::name).contains("repeatable-read");
        assertThat(IsolationLevel.named("quantum")).isEmpty();
        assertThat(Map.of("psi", "parallel-snapshot-isolation"))
                .allSatisfy((alias, name) -> assertThat(IsolationLevel.named(alias))
                        .map(IsolationLevel::name)
                        .contains(name));
    }
}

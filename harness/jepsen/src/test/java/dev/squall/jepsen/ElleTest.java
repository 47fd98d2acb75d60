package dev.squall.jepsen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.read.TransactionReader;
import dev.squall.history.HistoryWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests Elle in its own JVM. The tests that need Elle are skipped unless its class path is named. */
class ElleTest {

    private static final String STALE =
            """
            {:type :invoke, :process 0, :f :txn, :value [[:append 1 1]]}
            {:type :ok, :process 0, :f :txn, :value [[:append 1 1]]}
            {:type :invoke, :process 1, :f :txn, :value [[:r 1 nil] [:append 2 7]]}
            {:type :info, :process 1, :f :txn, :value [[:r 1 nil] [:append 2 7]]}
            {:type :invoke, :process 2, :f :txn, :value [[:r 1 nil]]}
            {:type :ok, :process 2, :f :txn, :value [[:r 1 nil]]}
            """;

    private static Elle elle() {
        JepsenClasspath classpath = JepsenClasspath.ofProperty();
        assumeTrue(classpath.hasElle(), JepsenClasspath.howToGetElle());
        return new Elle(classpath);
    }

    private static IsolationLevel level(String name) {
        return IsolationLevel.named(name).orElseThrow();
    }

    private static TransactionHistory parse(String text, Object initial) {
        return TransactionReader.parse(text.getBytes(StandardCharsets.UTF_8), initial);
    }

    @ParameterizedTest
    @CsvSource({
        "serializable, serializable",
        "strict-serializable, strict-serializable",
        "causal, causal-cerone",
        "strong-session-read-committed, strong-session-read-committed",
        "strong-repeatable-read, ",
        "strong-causal, "
    })
    void levelsHaveEllesNames(String ours, String elles) {
        assertThat(Elle.levelName(level(ours)).orElse(null)).isEqualTo(elles);
    }

    @Test
    void everyTransactionHasACompletionForElle() throws IOException {
        String open = "{:type :invoke, :process 7, :f :txn, :value [[:append 1 2] [:r 1 nil]]}\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HistoryWriter.write(ElleHistory.of(parse(STALE + open, null)).orElseThrow(), out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(8)
                .element(7)
                .asString()
                .contains(":type :info, :process 7", ":value [[:append 1 2] [:r 1 nil]]");
    }

    @Test
    void registersBeginWithNilForElle() throws IOException {
        String text = "{:type :invoke, :process 0, :value [[:r 1 nil] [:w 1 5]]}"
                + "{:type :ok, :process 0, :value [[:r 1 0] [:w 1 5]]}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HistoryWriter.write(ElleHistory.of(parse(text, 0L)).orElseThrow(), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("[[:r 1 nil] [:w 1 5]]");
        assertThat(ElleHistory.of(parse(text, 5L))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r 1 0 + w 1 1|found sessions without times",
                "{:type :invoke, :process 0, :value [[:w 1 1] [:w 1 1]]}|found a value that was written twice",
                "{:type :invoke, :process 0, :value [[:add 1 1]]}|found transactions over sets"
            })
    void historyThatElleDoesNotSupportIsUnknown(String text, String reason) {
        try (Elle elle = new Elle(new JepsenClasspath(List.of()))) {
            Verdict verdict = elle.check(
                            List.of(level("serializable")), parse(text.replace(" + ", "\n"), null), Budget.DEFAULT)
                    .get(level("serializable"));
            assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
            assertThat(verdict.summary()).contains(reason);
        }
    }

    /** The crashed transaction may have aborted, and read uncommitted allows to read its append. */
    @Test
    void crashedTransactionsRefuteReadUncommittedUncertainly() {
        String crashed = "{:type :invoke, :process 0, :value [[:append 1 1] [:append 1 3]]}"
                + "{:type :invoke, :process 1, :value [[:append 1 2]]}"
                + "{:type :invoke, :process 2, :value [[:r 1 nil]]}"
                + "{:type :ok, :process 0, :value [[:append 1 1] [:append 1 3]]}"
                + "{:type :info, :process 1, :value [[:append 1 2]]}"
                + "{:type :ok, :process 2, :value [[:r 1 [1 2]]]}";
        try (Elle elle = elle()) {
            var verdicts = elle.check(Elle.levels(), parse(crashed, null), Budget.DEFAULT);
            assertThat(verdicts.get(level("read-uncommitted")).validity()).isEqualTo(Validity.UNKNOWN);
            assertThat(verdicts.get(level("read-committed")).anomaly()).isEqualTo("G0");
        }
    }

    @Test
    void staleReadIsRefutedInRealTimeOnly() {
        try (Elle elle = elle()) {
            var verdicts = elle.check(Elle.levels(), parse(STALE, null), Budget.DEFAULT);
            assertThat(verdicts.get(level("serializable")).validity()).isEqualTo(Validity.VALID);
            assertThat(verdicts.get(IsolationLevel.STRICT_SERIALIZABLE).anomaly())
                    .isEqualTo("G-single-item-realtime");
        }
    }

    @Test
    void repeatedElementsAreUnknownWithAReason() {
        String twice = "{:type :invoke, :process 0, :value [[:append 1 1] [:append 1 1]]}"
                + "{:type :ok, :process 0, :value [[:append 1 1] [:append 1 1]]}";
        try (Elle elle = elle()) {
            Verdict verdict = elle.check(List.of(level("serializable")), parse(twice, null), Budget.DEFAULT)
                    .get(level("serializable"));
            assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
            assertThat(verdict.summary()).contains("multiple times");
        }
    }

    @Test
    void elleRefutesNothingThatIsValid() {
        ElleComparison comparison = new ElleComparison();
        try (Elle elle = elle()) {
            for (long seed = 0; seed < 100; seed++) {
                comparison.compare(elle, Kind.LIST_APPEND, seed);
                comparison.compare(elle, Kind.RW_REGISTER, seed);
            }
        }
        assertThat(comparison.onlyElleRefutes()).isEmpty();
    }
}

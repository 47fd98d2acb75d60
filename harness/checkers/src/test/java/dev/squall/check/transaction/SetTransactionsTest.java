package dev.squall.check.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.read.TransactionReader;
import dev.squall.history.HistoryFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests transactions over sets: names, words, and definitions that are stated on sets themselves. */
class SetTransactionsTest {

    private static TransactionHistory parse(String text) {
        return TransactionReader.parse(text.getBytes(StandardCharsets.UTF_8), null);
    }

    /** Returns transactions that all overlap, one process each; a transaction may end with its outcome. */
    private static TransactionHistory overlapping(String... transactions) {
        StringBuilder invocations = new StringBuilder();
        StringBuilder completions = new StringBuilder();
        for (int p = 0; p < transactions.length; p++) {
            String[] parts = transactions[p].split(" / ");
            String type = parts.length > 1 ? parts[1] : "ok";
            String event = ", :process " + p + ", :f :txn, :value [" + parts[0] + "]}\n";
            invocations.append("{:type :invoke").append(event);
            completions.append("{:type :").append(type).append(event);
        }
        return parse(invocations.append(completions).toString());
    }

    private static Verdict survey(TransactionHistory history) {
        return new TransactionChecker(Optional.of(Kind.SET_ADD), Optional.empty(), null).check(history, Budget.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[:add :x 1] / fail|[:r :x #{1}]|G1a",
                "[:add :x 1] [:add :x 2]|[:r :x #{1}]|G1b",
                "[:add :x 1] [:add :x 2]|[:r :x #{2}]|G1b",
                "[:add :x 1] [:add :y 2]|[:r :x #{1}] [:r :y #{}]|non-monotonic-view",
                "[:add :x 1] [:add :y 2]|[:r :y #{}] [:r :x #{1}]|fractured-read",
                "[:add :x 1]|[:r :x nil] [:r :x #{1}]|internal",
                "[:add :x 1] [:r :x #{}]||lost-own-write",
                "[:r :x #{1}] [:add :x 1]||future-read",
                "[:r :x #{7}]||garbage-read",
                "[:add :x 1] [:r :y #{2}]|[:add :y 2] [:r :x #{1}]|G1c",
                "[:r :x #{}] [:add :y 1]|[:r :y #{}] [:add :x 2]|write-skew",
                "[:r :x #{}] [:add :x 1]|[:r :x #{}] [:add :x 2]|write-skew"
            })
    void anomaliesOfSetsHaveTheirUsualNames(String first, String second, String anomaly) {
        String[] given = second == null ? new String[] {first} : new String[] {first, second};
        assertThat(survey(overlapping(given)).anomaly()).isEqualTo(anomaly);
    }

    @Test
    void forkedReadsAreALongFork() {
        Verdict verdict = survey(overlapping("[:add :x 1]", "[:add :x 2]", "[:r :x #{1}]", "[:r :x #{2}]"));
        assertThat(verdict.anomaly()).isEqualTo("long-fork");
        assertThat(verdict.summary()).contains("saw no 2 in :x and did not see that", "added 2 to :x");
    }

    @Test
    void intermediateReadNamesBothElements() {
        assertThat(survey(overlapping("[:add :x 1] [:add :x 2]", "[:r :x #{2}]"))
                        .summary())
                .contains("T3 saw no 1 in :x, although T2 added 1 to :x, and T3 saw 2 in :x, which the same transaction"
                        + " added");
    }

    @Test
    void crashedAddMayBeSeenByLaterReadsOnly() {
        assertThat(survey(overlapping("[:add :x 1] / info", "[:r :x #{}]", "[:r :x #{1}]"))
                        .validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void setsAreRecognisedByTheirReadsAlone() {
        assertThat(overlapping("[:r :x #{}]").kind()).isEqualTo(Kind.SET_ADD);
        assertThat(overlapping("[:r :x #{}]", "[:r :y nil]").keyCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[:add :x 1]|[:add :x 1]|found a second add of 1 to :x",
                "[:add :x 1]|[:append :x 2]|found :append and :add in one history",
                "[:add :x nil]|[:r :x nil]|found an add of nil",
                "[:add :x 1]|[:r :x 1]|found the read of 1 from a set",
                "[:add :x 1]|[:r :x [1 1]]|found the read of [1 1] from a set"
            })
    void unreadableSetsAreRefused(String first, String second, String message) {
        assertThatThrownBy(() -> overlapping(first, second))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageContaining(message);
    }

    /** The translation to elements keeps the definitions on sets; the engines keep the definitions on elements. */
    @Test
    void definitionsOnSetsAgree() {
        int valid = 0;
        int refuted = 0;
        for (long seed = 0; seed < 1_500; seed++) {
            RandomSets sets = new RandomSets(seed);
            TransactionHistory history = parse(sets.edn());
            if (seed < 150) {
                OracleRuns.compare(history, "sets " + seed, new TreeMap<>());
            }
            for (Order order : Order.values()) {
                for (Base base : new Base[] {Base.SERIALIZABLE, Base.SNAPSHOT_ISOLATION}) {
                    IsolationLevel level = new IsolationLevel(base, order);
                    boolean expected = sets.satisfies(level);
                    Validity found = TransactionChecker.decide(history, level, Budget.DEFAULT)
                            .validity();
                    assertThat(found)
                            .as("seed " + seed + ", " + level + "\n" + sets.edn())
                            .isEqualTo(expected ? Validity.VALID : Validity.VIOLATION);
                    valid += expected ? 1 : 0;
                    refuted += expected ? 0 : 1;
                }
            }
        }
        assertThat(valid).isGreaterThan(1_000);
        assertThat(refuted).isGreaterThan(1_000);
    }
}

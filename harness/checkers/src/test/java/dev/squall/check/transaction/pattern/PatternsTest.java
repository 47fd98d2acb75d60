package dev.squall.check.transaction.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.history.HistoryReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the checkers that are made for one anomaly each. */
class PatternsTest {

    private static final Checker BANK = new BankTotals(OptionalLong.empty(), false);

    /** Operations that overlap, one a process: the function, the argument and the result, or failed. */
    private static String overlapping(String... operations) {
        StringBuilder text = new StringBuilder();
        for (int pass = 0; pass < 2; pass++) {
            for (int process = 0; process < operations.length; process++) {
                String[] parts = operations[process].split(" -> ");
                boolean failed = parts.length > 2;
                text.append(String.format(
                        "{:type %s, :process %d, :f :%s, :value %s}%n",
                        pass == 0 ? ":invoke" : failed ? parts[2] : ":ok",
                        process,
                        parts[0].substring(0, parts[0].indexOf(' ')),
                        pass == 0 || failed ? parts[0].substring(parts[0].indexOf(' ') + 1) : parts[1]));
            }
        }
        return text.toString();
    }

    private static Verdict check(Checker checker, String... operations) {
        return checker.check(HistoryReader.parse(overlapping(operations)), Budget.DEFAULT);
    }

    private static void assertUnknown(Verdict verdict, String message) {
        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary())
                .startsWith("cannot be checked: operation ")
                .contains(message, "expected");
    }

    private static void assertViolation(Verdict verdict, String anomaly, Integer... operations) {
        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo(anomaly);
        assertThat(verdict.operations()).containsExactly(operations);
    }

    @Test
    void readsWithOneTotalAreValidAndMeetingsAreCounted() {
        Verdict verdict = check(
                BANK,
                "transfer {:from 0, :to 1, :amount 5} -> {:from 0, :to 1, :amount 5}",
                "read nil -> {0 10, 1 10}",
                "read nil -> {0 5, 1 15}",
                "read nil -> nil -> :fail");

        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.VALID);
        assertThat(verdict.details()).containsEntry("meetings", 4L).containsEntry("reads", 2);
    }

    @Test
    void readsWithDifferentTotalsAreNamed() {
        String[] operations = {"read nil -> {0 10, 1 10}", "read nil -> {0 5, 1 10}"};

        assertViolation(check(BANK, operations), "wrong-total", 2, 3);
        assertViolation(check(new BankTotals(OptionalLong.of(20), false), operations), "wrong-total", 3);
        assertViolation(check(new BankTotals(OptionalLong.of(15), false), operations), "wrong-total", 2);
    }

    @Test
    void negativeBalanceIsAViolationUnlessAllowed() {
        String[] operations = {"read nil -> {0 -1, 1 21}", "read nil -> {0 10, 1 10}"};

        assertViolation(check(BANK, operations), "negative-balance", 2);
        assertThat(check(new BankTotals(OptionalLong.empty(), true), operations).validity())
                .isEqualTo(Validity.VALID);
        assertViolation(check(BANK, "read nil -> {0 nil, 1 20}"), "nil-balance", 1);
    }

    @Test
    void operationsOfNoBankAreRefused() {
        assertUnknown(check(BANK, "read nil -> [1 2]"), "found a read of [1 2]");
        assertUnknown(check(BANK, "read nil -> {0 :much}"), "found the amount :much");
        assertUnknown(check(BANK, "transfer [1 2] -> [1 2]"), "found a transfer of [1 2]");
        assertUnknown(check(BANK, "deposit 1 -> 1"), "found the function deposit");
        Verdict huge = check(BANK, "read nil -> {0 9223372036854775807, 1 9223372036854775807}");
        assertThat(huge.validity()).isEqualTo(Validity.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[[:r 0 1] [:r 1 nil]] | [[:r 0 nil] [:r 1 1]]", "{0 1, 1 nil} | {0 nil, 1 1}"})
    void readsInOppositeOrdersAreALongFork(String one, String two) {
        Verdict verdict = check(
                new LongForks(),
                "write [[:w 0 1]] -> [[:w 0 1]]",
                "write [[:w 1 1]] -> [[:w 1 1]]",
                "read nil -> " + one,
                "read nil -> " + two);

        assertViolation(verdict, "long-fork", 6, 7);
        assertThat(verdict.details()).containsEntry("meetings", 4L);
    }

    @Test
    void readsInOneOrderAreNoLongFork() {
        Verdict verdict = check(
                new LongForks(),
                "write [[:w 0 1]] -> [[:w 0 1]]",
                "write [[:w 1 1]] -> [[:w 1 1]] -> :info",
                "read nil -> [[:r 0 1] [:r 1 nil]]",
                "read nil -> [[:r 0 1] [:r 1 1]]",
                "read nil -> [[:r 0 nil] [:r 1 nil]]");

        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.VALID);
    }

    @Test
    void valueOfAFailedWriteIsAGarbageRead() {
        assertViolation(
                check(new LongForks(), "write [[:w 0 1]] -> nil -> :fail", "read nil -> [[:r 0 1] [:r 1 nil]]"),
                "garbage-read",
                3);
    }

    @Test
    void operationsOfNoLongForkAreRefused() {
        assertUnknown(check(new LongForks(), "write [[:w 0 1] [:w 1 1]] -> [[:w 0 1] [:w 1 1]]"), "among other steps");
        assertUnknown(
                check(new LongForks(), "write [[:w 0 1]] -> [[:w 0 1]]", "write [[:w 0 2]] -> [[:w 0 2]]"),
                "found a second write of 0");
        assertUnknown(
                check(new LongForks(), "read nil -> [[:r 0 nil] [:r 1 nil]]", "read nil -> [[:r 1 nil] [:r 2 nil]]"),
                "found the key 1 in a read of [1, 2], and in another one of [0, 1]");
        assertUnknown(check(new LongForks(), "read nil -> [[:append 0 1]]"), "found [:append 0 1] in read");
        String transfer = "transfer {:from 0, :to 1, :amount 5} -> {:from 0, :to 1, :amount 5}";
        assertUnknown(check(new LongForks(), transfer), " in transfer");
        assertUnknown(check(new WriteSkews(), transfer), " in transfer");
    }

    @Test
    void transactionsThatMissEachOthersWriteAreAWriteSkew() {
        Verdict verdict = check(
                new WriteSkews(),
                "txn [[:r 0 nil] [:r 1 nil] [:w 0 1]] -> [[:r 0 nil] [:r 1 nil] [:w 0 1]]",
                "txn [[:r 0 nil] [:r 1 nil] [:w 1 1]] -> [[:r 0 nil] [:r 1 nil] [:w 1 1]]");

        assertViolation(verdict, "write-skew", 2, 3);
        assertThat(verdict.details()).containsEntry("meetings", 2L);
    }

    @Test
    void oneOfAPairThatSeesTheOtherIsNoWriteSkew() {
        assertThat(check(
                                new WriteSkews(),
                                "txn [[:r 0 nil] [:r 1 nil] [:w 0 1]] -> [[:r 0 nil] [:r 1 nil] [:w 0 1]]",
                                "txn [[:r 0 nil] [:r 1 nil] [:w 1 1]] -> [[:r 0 1] [:r 1 nil] [:w 1 1]]",
                                "txn [[:r 2 nil] [:r 3 nil] [:w 2 1]] -> [[:r 2 nil] [:r 3 nil] [:w 2 1]]",
                                "txn [[:r 2 nil] [:r 3 nil] [:w 3 1]] -> nil -> :info")
                        .validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void secondInsertIntoAPairIsAdyasG2() {
        String first = "insert [7 [1 nil]] -> [7 [1 nil]]";
        String ofAnotherPair = "insert [8 [nil 2]] -> [8 [nil 2]]";
        assertViolation(check(new WriteSkews(), first, "insert [7 [nil 2]] -> [7 [nil 2]]"), "G2", 2, 3);
        assertThat(check(new WriteSkews(), first, ofAnotherPair, "insert [7 [nil 3]] -> nil -> :fail")
                        .validity())
                .isEqualTo(Validity.VALID);
        assertUnknown(check(new WriteSkews(), "insert [7 [1 2]] -> [7 [1 2]]"), "found insert of [7 [1 2]]");
    }

    @Test
    void operationsOfNoWriteSkewAreRefused() {
        assertUnknown(
                check(new WriteSkews(), "txn [[:w 0 1]] -> [[:w 0 1]]", "txn [[:w 0 2]] -> [[:w 0 2]]"),
                "found a second write of 0");
        assertUnknown(check(new WriteSkews(), "txn 5 -> 5"), "found 5 in txn");
    }

    /** Operations of two pairs or groups with random results. */
    private static String[] random(Random random, boolean writeSkew) {
        List<String> operations = new ArrayList<>();
        for (int key = 0; key < 4; key++) {
            int group = key - key % 2;
            String reads = "[:r " + group + " " + (random.nextBoolean() ? "nil" : "1") + "] [:r " + (group + 1) + " "
                    + (random.nextBoolean() ? "nil" : "1") + "]";
            String write = "[:w " + key + " 1]";
            if (writeSkew) {
                // A transaction does not read its own later write.
                String own = reads.replace("[:r " + key + " 1]", "[:r " + key + " nil]");
                operations.add("txn nil -> [" + own + " " + write + "]");
            } else {
                operations.add("write [" + write + "] -> [" + write + "]");
                operations.add("read nil -> [" + reads + "]");
            }
        }
        return operations.stream()
                .map(operation -> operation.replace("txn nil ->", "txn " + operation.substring(11) + " ->"))
                .toArray(String[]::new);
    }

    @Property(tries = 1_000)
    void writeSkewIsWhatSerializabilityForbids(@ForAll long seed) {
        String[] operations = random(new Random(seed), true);
        Verdict skew = check(new WriteSkews(), operations);
        Verdict serializable = level(Base.SERIALIZABLE, operations);

        // A history with a write skew may have another anomaly as well, by which the level names it.
        if (skew.validity() == Validity.VIOLATION) {
            assertThat(serializable.validity()).as(skew.summary()).isEqualTo(Validity.VIOLATION);
        } else {
            assertThat(serializable.anomaly()).as(serializable.summary()).isNotEqualTo("write-skew");
        }
    }

    @Property(tries = 1_000)
    void longForkIsWhatSnapshotIsolationForbids(@ForAll long seed) {
        String[] operations = random(new Random(seed), false);
        Verdict fork = check(new LongForks(), operations);
        Verdict snapshot = level(Base.SNAPSHOT_ISOLATION, operations);

        assertThat(fork.validity()).as(snapshot.summary()).isEqualTo(snapshot.validity());
    }

    private static Verdict level(Base base, String... operations) {
        return check(
                new TransactionChecker(Optional.empty(), Optional.of(new IsolationLevel(base, Order.NONE)), null),
                operations);
    }
}

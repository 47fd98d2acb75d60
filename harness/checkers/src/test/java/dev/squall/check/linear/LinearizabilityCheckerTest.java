package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.GeneratedHistories.Shape;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearizabilityCheckerTest {

    /** Operations such as {@code 0 invoke write 1}; the value is EDN and reaches to the end of the line. */
    static History history(String... lines) {
        StringBuilder edn = new StringBuilder();
        for (String line : lines) {
            String[] words = line.split(" ", 4);
            edn.append(String.format("{:process %s, :type :%s, :f :%s, :value %s}%n", (Object[]) words));
        }
        return HistoryReader.parse(edn.toString());
    }

    private static Verdict check(String... lines) {
        return LinearizabilityChecker.ofCasRegister(null, false).check(history(lines), Budget.DEFAULT);
    }

    private static Verdict checkKeyed(String... lines) {
        return LinearizabilityChecker.ofCasRegister(null, true).check(history(lines), Budget.DEFAULT);
    }

    @Test
    void agreeingSequentialOperationsAreValid() {
        Verdict verdict = check(
                "0 invoke write 1",
                "0 ok write 1",
                "1 invoke cas [1 2]",
                "1 ok cas [1 2]",
                "0 invoke read nil",
                "0 ok read 2");
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.checker()).isEqualTo("linearizable");
        assertThat(verdict.details()).containsEntry("operations", 3).containsKey("methods");
    }

    @Test
    void aReadOfAnOverwrittenValueIsAStaleRead() {
        Verdict verdict = check(
                "0 invoke write 1",
                "0 ok write 1",
                "0 invoke write 2",
                "0 ok write 2",
                "1 invoke read nil",
                "1 ok read 1");
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo("stale-read");
        assertThat(verdict.summary())
                .isEqualTo("read by process 1 returned 1 (operation 5), but that value had been overwritten before"
                        + " it began: every operation that wrote it had ended when another value was in place,"
                        + " at the latest for write by process 0 of 2 (operation 3)");
        assertThat(verdict.operations()).containsExactly(2, 3, 4, 5);
    }

    @Test
    void oldValueAfterNewerReadIsStaleRead() {
        Verdict verdict = check(
                "0 invoke write 1",
                "0 ok write 1",
                "0 invoke write 2",
                "1 invoke read nil",
                "1 ok read 2",
                "2 invoke read nil",
                "2 ok read 1",
                "0 ok write 2");
        assertThat(verdict.anomaly()).isEqualTo("stale-read");
        assertThat(verdict.summary()).contains("read by process 2 returned 1", "read by process 1 returned 2");
    }

    @Test
    void neverWrittenReadIsUnwrittenValue() {
        Verdict verdict = check("0 invoke write 1", "0 ok write 1", "1 invoke read nil", "1 ok read 9");
        assertThat(verdict.anomaly()).isEqualTo("unwritten-value");
        assertThat(verdict.operations()).containsExactly(2, 3);
    }

    @Test
    void readBeforeItsWriteIsUnwrittenValue() {
        Verdict verdict = check("1 invoke read nil", "1 ok read 9", "0 invoke write 9", "0 ok write 9");
        assertThat(verdict.anomaly()).isEqualTo("unwritten-value");
    }

    @Test
    void twoCompareAndSetsFromOneValueAreALostUpdate() {
        Verdict verdict = check(
                "0 invoke write 1",
                "0 ok write 1",
                "0 invoke cas [1 2]",
                "1 invoke cas [1 3]",
                "0 ok cas [1 2]",
                "1 ok cas [1 3]");
        assertThat(verdict.anomaly()).isEqualTo("lost-update");
        assertThat(verdict.summary())
                .contains("cas by process 1 from 1 to 3 succeeded", "two succeeded from one value");
    }

    @Test
    void searchViolationNamesPossibleStates() {
        Verdict verdict = check(
                "0 invoke write 1",
                "0 ok write 1",
                "0 invoke write 1",
                "1 invoke write 2",
                "0 ok write 1",
                "1 ok write 2",
                "0 invoke read nil",
                "1 invoke read nil",
                "2 invoke read nil",
                "0 ok read 1",
                "1 ok read 2",
                "2 ok read 1");
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo("not-linearizable");
        assertThat(verdict.summary())
                .isEqualTo(
                        "read by process 1 returned 2 (operation 10), but in every order that explains the operations"
                                + " completed before it, the state could only be 1");
    }

    @Test
    void unneededCrashedWriteIsAPossibleState() {
        Verdict verdict = check(
                "0 invoke write 1",
                "0 ok write 1",
                "0 invoke write 1",
                "1 invoke write 2",
                "5 invoke write 7",
                "0 ok write 1",
                "1 ok write 2",
                "0 invoke read nil",
                "1 invoke read nil",
                "0 ok read 1",
                "1 ok read 2");
        assertThat(verdict.summary()).endsWith("the state could only be 1 or 7");
    }

    @Test
    void aFailedOperationDidNotHappen() {
        assertThat(check("0 invoke write 1", "0 fail write 1", "0 invoke read nil", "0 ok read nil")
                        .validity())
                .isEqualTo(Validity.VALID);
        assertThat(check("0 invoke write 1", "0 fail write 1", "0 invoke read nil", "0 ok read 1")
                        .validity())
                .isEqualTo(Validity.VIOLATION);
    }

    @Test
    void crashedWriteTakesEffectAtMostOnce() {
        assertThat(check(
                                "0 invoke write 1",
                                "0 info write 1",
                                "1 invoke read nil",
                                "1 ok read nil",
                                "1 invoke read nil",
                                "1 ok read 1")
                        .validity())
                .isEqualTo(Validity.VALID);
        assertThat(check(
                                "0 invoke write 1",
                                "1 invoke write 2",
                                "1 ok write 2",
                                "1 invoke read nil",
                                "1 ok read 1",
                                "1 invoke write 3",
                                "1 ok write 3",
                                "1 invoke read nil",
                                "1 ok read 1")
                        .validity())
                .isEqualTo(Validity.VIOLATION);
    }

    @Test
    void aReadWithoutResultHasNoEffect() {
        assertThat(check("0 invoke read nil", "0 info read nil", "1 invoke read nil", "1 ok read nil")
                        .validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void nilReadDependsOnTheInitialValue() {
        History history = history("0 invoke write 1", "0 ok write 1", "0 invoke read nil", "0 ok read nil");
        assertThat(LinearizabilityChecker.ofCasRegister(null, false)
                        .check(history, Budget.DEFAULT)
                        .anomaly())
                .isEqualTo("stale-read");
        assertThat(LinearizabilityChecker.ofCasRegister(0, false)
                        .check(history, Budget.DEFAULT)
                        .validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void firstViolatingKeyIsNamed() {
        Verdict verdict = checkKeyed(
                "0 invoke write [:a 1]",
                "0 ok write [:a 1]",
                "0 invoke read [:b nil]",
                "0 ok read [:b nil]",
                "0 invoke read [:a nil]",
                "0 ok read [:a nil]",
                "1 invoke cas [\"c\" [1 2]]",
                "1 ok cas [\"c\" [1 2]]");
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.summary())
                .startsWith("key :a: read by process 0 returned nil (operation 5)")
                .endsWith("; 1 other keys are not linearizable either");
        assertThat(verdict.details()).containsEntry("keys", 3).containsEntry("violatingKeys", 2);
    }

    @Test
    void uncheckableHistoryIsUnknownWithReason() {
        assertThat(checkKeyed("0 invoke write 1").summary())
                .isEqualTo("cannot be checked: operation 0: found the value 1, expected [key value], for the history is"
                        + " checked by key");
        assertThat(checkKeyed("0 invoke read [1 nil]", "0 ok read [2 3]").summary())
                .contains("operation 1: found a completion on key 2, expected key 1");
        assertThat(check("0 invoke cas 3").summary())
                .isEqualTo("cannot be checked: operation 0: found cas with the value 3, expected [from to]");
        assertThat(check("0 invoke enqueue 3").summary())
                .contains("found the function enqueue, expected read, write or cas");
        Operation invocation = new Operation(0, 0, Operation.Type.INVOKE, 0, "read", null);
        Verdict malformed = LinearizabilityChecker.ofCasRegister(null, false)
                .check(History.of(List.of(invocation, invocation)), Budget.DEFAULT);
        assertThat(malformed.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(malformed.summary()).contains("operation 1: found an invocation of read by process 0 while");
    }

    @Test
    void moreThanSixtyFourOpenOperationsAreDecided() {
        Shape shape = new Shape(1_000, 200, 5, 0.05, 1);
        History valid = GeneratedHistories.valid(shape);
        LinearizabilityChecker checker = LinearizabilityChecker.ofCasRegister(0, false);
        assertThat(checker.check(valid, Budget.DEFAULT).validity()).isEqualTo(Validity.VALID);
        assertThat(checker.check(GeneratedHistories.stale(shape), Budget.DEFAULT)
                        .validity())
                .isEqualTo(Validity.VIOLATION);
    }

    @Test
    void aThousandCrashClassesAreDecided() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            lines.add(i + " invoke write " + (i + 1));
        }
        for (int i = 999; i >= 0; i--) {
            lines.add("5000 invoke read nil");
            lines.add("5000 ok read " + (i + 1));
        }
        assertThat(check(lines.toArray(String[]::new)).validity()).isEqualTo(Validity.VALID);
        lines.add("5000 invoke read nil");
        lines.add("5000 ok read 1000");
        assertThat(check(lines.toArray(String[]::new)).validity()).isEqualTo(Validity.VIOLATION);
    }

    @Test
    void spentTimeBudgetReportsProgress() {
        History history = GeneratedHistories.valid(new Shape(5_000, 20, 5, 0.05, 1));
        Verdict verdict =
                LinearizabilityChecker.ofCasRegister(0, false).check(history, new Budget(Duration.ofNanos(1), 1 << 30));
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary())
                .startsWith("the time budget of 0 ms was spent with 0 of ")
                .endsWith("configurations explored");
    }

    @Test
    void spentMemoryBudgetReportsProgress() {
        History history = GeneratedHistories.valid(new Shape(5_000, 20, 5, 0.05, 1));
        LinearizabilityChecker checker = LinearizabilityChecker.ofCasRegister(0, false);
        for (long bytes : new long[] {1, 1_000, 10_000}) {
            Verdict verdict = checker.check(history, new Budget(Duration.ofMinutes(1), bytes));
            assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
            assertThat(verdict.summary()).contains("the memory budget of", "operations placed");
        }
    }

    @Test
    void manyLargeKeysAreDecidedTogether() {
        List<Operation> all = new ArrayList<>();
        for (int key = 0; key < 8; key++) {
            Shape shape = new Shape(1_000, 5, 5, 0.01, key);
            History history = key == 5 ? GeneratedHistories.stale(shape) : GeneratedHistories.valid(shape);
            for (Operation o : history.operations()) {
                int process = o.process() * 8 + key;
                all.add(new Operation(
                        0, o.timeNanos(), o.type(), process, o.function(), Arrays.asList((long) key, o.value())));
            }
        }
        Verdict verdict = LinearizabilityChecker.ofCasRegister(0, true).check(History.of(all), Budget.DEFAULT);
        assertThat(verdict.anomaly()).isEqualTo("stale-read");
        assertThat(verdict.summary()).startsWith("key 5: read by process");
        assertThat(verdict.details()).containsEntry("violatingKeys", 1).containsEntry("keys", 8);
    }

    @Test
    void anEmptyHistoryIsValid() {
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        assertThat(checkKeyed().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void lockHolderIsInAllInvocationsOrNone() {
        Model mutex = Models.named("owned-mutex").model();
        History token =
                history("0 invoke acquire nil", "0 ok acquire 7587", "0 invoke release 7587", "0 ok release 7587");
        Verdict mixed = new LinearizabilityChecker(mutex, false).check(token, Budget.DEFAULT);
        assertThat(mixed.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(mixed.summary())
                .isEqualTo(
                        "cannot be checked: operation 2: found invocations on one owned-mutex with a value and without,"
                                + " expected all with the value that names the holder, or all without");
        OnlineLinearizability online = new OnlineLinearizability(mutex, false, Budget.DEFAULT);
        assertThatThrownBy(() -> token.operations().forEach(online::accept))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected all with the value that names the holder");
        String[] byProcess = {"0 invoke acquire nil", "0 ok acquire 7587", "0 invoke release nil", "0 ok release nil"};
        assertThat(new LinearizabilityChecker(mutex, false)
                        .check(history(byProcess), Budget.DEFAULT)
                        .validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void nilThatWasWrittenIsNotTheInitialValue() {
        LinearizabilityChecker checker = LinearizabilityChecker.ofCasRegister(0L, false);
        String[] stale = {"0 invoke write nil", "0 ok write nil", "0 invoke read nil", "0 ok read 0"};
        assertThat(checker.check(history(stale), Budget.DEFAULT).validity()).isEqualTo(Validity.VIOLATION);
        String[] replaced = {"0 invoke write nil", "0 ok write nil", "0 invoke cas [nil 1]", "0 ok cas [nil 1]"};
        assertThat(checker.check(history(replaced), Budget.DEFAULT).validity()).isEqualTo(Validity.VALID);
    }
}

package dev.squall.check.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequentialConsistencyTest {

    private static Verdict check(History history, boolean keyed) {
        return new SequentialConsistency(null, keyed).check(history, Budget.DEFAULT);
    }

    @Test
    void staleReadOfOtherSessionIsSequential() {
        History history = new Recording().wrote(0, 1L).wrote(0, 2L).read(1, 1L).history();
        Verdict verdict = check(history, false);
        assertThat(verdict.validity()).as(verdict.summary()).isEqualTo(Validity.VALID);
        assertThat(verdict.details()).containsEntry("method", "search");
    }

    @Test
    void aLinearizableHistoryIsSequential() {
        Verdict verdict = check(new Recording().wrote(0, 1L).read(1, 1L).history(), false);
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.details()).containsEntry("method", "linearizable");
    }

    @Test
    void unseenOwnWriteIsViolation() {
        Verdict verdict = check(new Recording().wrote(0, 1L).read(0, null).history(), false);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo("no-sequential-order");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3);
        assertThat(verdict.summary())
                .isEqualTo(
                        "the initial value was read, but a write must come before the read: the write of 1 by process "
                                + "0 (operation 1), then by the same process the read of nil by process 0 "
                                + "(operation 3)");
    }

    @Test
    void sequentialKeysMayBeViolationTogether() {
        Recording both = new Recording();
        both.did(0, "write", List.of("x", 1L), List.of("x", 1L)).did(0, "read", pair("y", null), pair("y", null));
        both.did(1, "write", List.of("y", 1L), List.of("y", 1L)).did(1, "read", pair("x", null), pair("x", null));
        Verdict verdict = check(both.history(), true);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        for (String key : List.of("x", "y")) {
            History one = History.of(both.history().operations().stream()
                    .filter(operation -> ((List<?>) operation.value()).get(0).equals(key))
                    .toList());
            assertThat(check(one, true).validity()).isEqualTo(Validity.VALID);
        }
    }

    @Test
    void aWriteOfUnknownOutcomeMayHaveHappenedOrNot() {
        Recording seen =
                new Recording().invoke(0, "write", 1L).info(0, "write", 1L).read(1, 1L);
        assertThat(check(seen.history(), false).validity()).isEqualTo(Validity.VALID);
        Recording unseen =
                new Recording().invoke(0, "write", 1L).info(0, "write", 1L).read(1, null);
        assertThat(check(unseen.history(), false).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void refutedSearchShowsFewOperations() {
        Recording recording = new Recording();
        for (long i = 0; i < 20; i++) {
            recording.wrote(0, i).read(1, i).read(2, i);
        }
        recording.wrote(0, 100L);
        recording.did(1, "cas", List.of(100L, 101L), List.of(100L, 101L));
        recording.did(2, "cas", List.of(100L, 102L), List.of(100L, 102L));
        Verdict verdict = check(recording.history(), false);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.operations()).containsExactly(120, 121, 122, 123, 124, 125);
        assertThat(verdict.summary())
                .isEqualTo("no one order explains these 3 operations; the best attempt ended before the cas from 100 "
                        + "to 101"
                        + " by process 1 (operation 123) and the cas from 100 to 102 by process 2 "
                        + "(operation 125)");
    }

    @Test
    void unorderableKeyIsFoundAmongOthers() {
        Random random = new Random(1);
        Recording recording = new Recording();
        for (int i = 0; i < 2_000; i++) {
            List<Object> value = pair("busy", (long) random.nextInt(5));
            recording.did(i % 5, "write", value, value);
        }
        recording.did(0, "write", pair("x", 1L), pair("x", 1L)).did(1, "write", pair("x", 1L), pair("x", 1L));
        recording.did(2, "read", pair("x", null), pair("x", 1L)).did(2, "read", pair("x", null), pair("x", null));
        Verdict verdict = check(recording.history(), true);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.details()).containsEntry("method", "search-by-key");
        assertThat(verdict.operations()).containsExactly(4000, 4001, 4002, 4003, 4004, 4005, 4006, 4007);
    }

    @Test
    void aReadOfAFailedWriteIsNamed() {
        Recording recording =
                new Recording().invoke(0, "write", 1L).fail(0, "write", 1L).read(1, 1L);
        Verdict verdict = check(recording.history(), false);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo("read-of-failed-write");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void otherModelsOperationsAreUnknown() {
        Verdict verdict = check(new Recording().did(0, "enqueue", 1L, 1L).history(), false);
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary())
                .isEqualTo("cannot be checked: operation 0: found the function enqueue, expected read, write, cas or "
                        + "delete on a register");
    }

    @Test
    void aSpentBudgetIsUnknownWithProgress() {
        Random random = new Random(1);
        Recording recording = new Recording();
        List<Long> values = new ArrayList<>(List.of(0L));
        for (int i = 0; i < 4_000; i++) {
            int process = random.nextInt(30);
            long value = random.nextInt(4);
            if (random.nextBoolean()) {
                recording.wrote(process, value);
                values.add(value);
            } else {
                recording.read(process, values.get(values.size() - 1 - random.nextInt(Math.min(6, values.size()))));
            }
        }
        recording.wrote(30, 0L).did(30, "cas", Arrays.asList(9L, 5L), Arrays.asList(9L, 5L));
        recording.did(31, "cas", Arrays.asList(5L, 9L), Arrays.asList(5L, 9L));
        Budget budget = new Budget(Duration.ofMillis(200), 1L << 24);
        Verdict verdict = new SequentialConsistency(0L, false).check(recording.history(), budget);
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).containsPattern("budget of .* was spent with \\d+ of \\d+ operations placed");
    }

    private static List<Object> pair(Object key, Object value) {
        return Arrays.asList(key, value);
    }
}

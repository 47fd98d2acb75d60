package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.GeneratedHistories.Shape;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Histories in which several keys are violations: one is enough, and it is always the same one. */
class SeveralViolationsTest {

    private static final int KEYS = 8;
    private static final int PROCESSES_BY_KEY = 1_000;

    private static final LinearizabilityChecker CHECKER = LinearizabilityChecker.ofCasRegister(0L, true);

    /** A violation that only a search finds. */
    private static History searched(long firstSeed) {
        for (long seed = firstSeed; ; seed += 1_000) {
            Shape shape = new Shape(400 + (int) firstSeed, 5, 5, 0, seed);
            History history = GeneratedHistories.mutated(GeneratedHistories.valid(shape), 5, new Random(seed));
            Verdict verdict = LinearizabilityChecker.ofCasRegister(0L, false).check(history, Budget.DEFAULT);
            if (verdict.validity() == Validity.VIOLATION
                    && !verdict.details().get("methods").equals(List.of("state-sweep"))) {
                return history;
            }
        }
    }

    private static History swept(long seed) {
        return GeneratedHistories.stale(new Shape(400, 5, 5, 0, seed));
    }

    private static History byKey(List<History> histories) {
        List<Operation> all = new ArrayList<>();
        for (int key = 0; key < histories.size(); key++) {
            for (Operation o : histories.get(key).operations()) {
                Object pair = Arrays.asList((long) key, o.value());
                int process = Math.min(o.process(), PROCESSES_BY_KEY - 1) + key * PROCESSES_BY_KEY;
                all.add(new Operation(0, o.timeNanos(), o.type(), process, o.function(), pair));
            }
        }
        return History.of(all);
    }

    @Test
    void threadTimingDoesNotChangeTheVerdict() {
        List<History> histories = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            histories.add(searched(key + 1));
        }
        History history = byKey(histories);
        Verdict first = CHECKER.check(history, Budget.DEFAULT);
        assertThat(first.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(first.details()).containsEntry("violatingKeys", 1).containsEntry("undecidedKeys", KEYS - 1);
        assertThat(first.summary()).startsWith("key ").doesNotContain("other keys");
        for (int i = 0; i < 30; i++) {
            assertThat(CHECKER.check(history, Budget.DEFAULT)).isEqualTo(first);
        }
    }

    @Test
    void quicklyRefutedKeyStopsTheSearch() {
        History history = byKey(List.of(searched(1), swept(2), searched(3), swept(4)));
        Verdict verdict = CHECKER.check(history, Budget.DEFAULT);
        assertThat(verdict.summary()).startsWith("key 1: ").endsWith("; 1 other keys are not linearizable either");
        assertThat(verdict.details())
                .containsAllEntriesOf(Map.of("violatingKeys", 2, "undecidedKeys", 2, "configurations", 0L))
                .containsEntry("methods", List.of("state-sweep"));
    }

    /** Returns concurrent adds of powers of two, and then a read that no sum of them gives. */
    private static History hard(int adds) {
        List<Operation> all = new ArrayList<>();
        for (int process = 0; process < adds; process++) {
            all.add(new Operation(0, 0, Operation.Type.INVOKE, process, "add", 2L << process));
        }
        all.add(new Operation(0, 0, Operation.Type.INVOKE, adds, "read", null));
        all.add(new Operation(0, 0, Operation.Type.OK, adds, "read", 1L));
        return History.of(all);
    }

    @Test
    void smallViolationDoesNotWaitForLargeKeys() {
        History history = byKey(List.of(hard(29), hard(30), hard(1)));
        Verdict verdict =
                new LinearizabilityChecker(Models.named("counter").model(), true).check(history, Budget.DEFAULT);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.summary()).startsWith("key 2: ");
    }
}

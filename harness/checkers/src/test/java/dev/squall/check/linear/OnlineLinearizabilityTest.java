package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.GeneratedHistories.Shape;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.check.linear.model.Model;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnlineLinearizabilityTest {

    private static final int NONE = -1;

    private static int stop(Model model, History history) {
        OnlineLinearizability online = new OnlineLinearizability(model, false, Budget.DEFAULT);
        for (Operation operation : history.operations()) {
            Optional<Verdict> verdict = online.accept(operation);
            if (verdict.isPresent()) {
                assertThat(verdict.get().validity()).isEqualTo(Validity.VIOLATION);
                assertThat(online.verdict()).isEqualTo(verdict.get());
                return operation.index();
            }
        }
        assertThat(online.verdict().validity()).isEqualTo(Validity.VALID);
        return NONE;
    }

    private static int firstPrefixWithoutAnOrder(Object initial, History history) {
        for (int i = 0; i < history.size(); i++) {
            History prefix = History.of(history.operations().subList(0, i + 1));
            if (!BruteForce.isLinearizable(prefix, initial)) {
                return i;
            }
        }
        return NONE;
    }

    @Test
    void stopsAtFirstPrefixWithoutOrder() {
        Random random = new Random(1);
        int violations = 0;
        for (int i = 0; i < 4_000; i++) {
            Object initial = random.nextBoolean() ? null : (Object) 0L;
            History history = BruteForceAgreementTest.randomHistory(random, 3 + random.nextInt(5), initial == null);
            int stop = stop(new CasRegister(initial), history);
            assertThat(stop).as(HistoryWriter.toEdn(history)).isEqualTo(firstPrefixWithoutAnOrder(initial, history));
            violations += stop == NONE ? 0 : 1;
        }
        assertThat(violations).isBetween(400, 3_600);
    }

    @Test
    void longHistoryStopsAtFirstBadPrefix() {
        Random random = new Random(2);
        LinearizabilityChecker offline = new LinearizabilityChecker(new CasRegister(0L), false);
        int violations = 0;
        for (int i = 0; i < 200; i++) {
            Shape shape = new Shape(400, 2 + random.nextInt(7), 4, random.nextInt(3) * 0.02, i);
            History history = GeneratedHistories.mutated(GeneratedHistories.valid(shape), 4, random);
            int stop = stop(new CasRegister(0L), history);
            assertThat(offline.check(history, Budget.DEFAULT).validity())
                    .isEqualTo(stop == NONE ? Validity.VALID : Validity.VIOLATION);
            if (stop != NONE) {
                violations++;
                assertThat(offline.check(prefix(history, stop + 1), Budget.DEFAULT)
                                .validity())
                        .isEqualTo(Validity.VIOLATION);
                assertThat(offline.check(prefix(history, stop), Budget.DEFAULT).validity())
                        .isEqualTo(Validity.VALID);
            }
        }
        assertThat(violations).isGreaterThan(20);
    }

    private static History prefix(History history, int length) {
        return History.of(history.operations().subList(0, length));
    }

    @Test
    void opaqueModelStopsAtTheSamePrefix() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            History history = BruteForceAgreementTest.randomHistory(random, 3 + random.nextInt(5), true);
            Model model = new BruteForceAgreementTest.OpaqueRegister(new CasRegister(null));
            assertThat(stop(model, history))
                    .as(HistoryWriter.toEdn(history))
                    .isEqualTo(firstPrefixWithoutAnOrder(null, history));
        }
    }

    @Test
    void failureAfterVisibleEffectIsViolation() {
        History history = LinearizabilityCheckerTest.history(
                "0 invoke write 1", "1 invoke read nil", "1 ok read 1", "2 invoke read nil", "0 fail write 1");
        assertThat(stop(new CasRegister(0L), history)).isEqualTo(4);
    }

    @Test
    void keysAreIndependent() {
        List<Operation> all = new ArrayList<>();
        for (int key = 0; key < 4; key++) {
            Shape shape = new Shape(200, 4, 5, 0.02, key);
            History history = key == 2 ? GeneratedHistories.stale(shape) : GeneratedHistories.valid(shape);
            for (Operation o : history.operations()) {
                Object value = Arrays.asList((long) key, o.value());
                all.add(new Operation(0, 0, o.type(), o.process() * 4 + key, o.function(), value));
            }
        }
        OnlineLinearizability online = new OnlineLinearizability(new CasRegister(0L), true, Budget.DEFAULT);
        Verdict found = all.stream()
                .map(online::accept)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        assertThat(found.summary()).startsWith("key 2: read by process").contains("completed with 5 (operation ");
        assertThat(found.anomaly()).isEqualTo("not-linearizable");
    }

    @Test
    void spentKeyBudgetIsUnknown() {
        OnlineLinearizability online =
                new OnlineLinearizability(new CasRegister(0L), false, new Budget(Duration.ofNanos(1), 1 << 20));
        History history = LinearizabilityCheckerTest.history("0 invoke write 1", "0 ok write 1");
        history.operations()
                .forEach(operation -> assertThat(online.accept(operation)).isEmpty());
        assertThat(online.verdict().validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(online.verdict().details()).containsEntry("undecidedKeys", 1);
    }

    @Test
    void unsuitableOperationIsRefused() {
        OnlineLinearizability online = new OnlineLinearizability(new CasRegister(0L), true, Budget.DEFAULT);
        Operation unkeyed = new Operation(0, 0, Type.INVOKE, 0, "write", 1L);
        assertThatThrownBy(() -> online.accept(unkeyed))
                .hasMessage("found the value 1, expected [key value], for the history is checked by key");
        Operation completion = new Operation(0, 0, Type.OK, 0, "write", List.of(1L, 2L));
        assertThatThrownBy(() -> online.accept(completion)).hasMessageContaining("process 0, which has nothing open");
    }
}

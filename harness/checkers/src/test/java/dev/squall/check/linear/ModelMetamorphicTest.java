package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of a history that cannot change its verdict, for every model. */
class ModelMetamorphicTest {

    private static final int HISTORIES = 100;

    static List<Spec> specs() {
        return ModelAgreementTest.specs();
    }

    private static Validity validity(Spec spec, History history) {
        return new LinearizabilityChecker(spec.model(), false)
                .check(history, Budget.DEFAULT)
                .validity();
    }

    private static History drawn(Spec spec, Random random) {
        History valid = SmallHistories.valid(spec, 16, 2 + random.nextInt(4), random);
        return random.nextBoolean() ? valid : SmallHistories.damaged(spec, valid, random);
    }

    private static void keepsTheVerdict(Spec spec, Function<History, History> change) {
        Random random = new Random(spec.toString().hashCode());
        for (int i = 0; i < HISTORIES; i++) {
            History history = drawn(spec, random);
            assertThat(validity(spec, change.apply(history)))
                    .as(HistoryWriter.toEdn(history))
                    .isEqualTo(validity(spec, history));
        }
    }

    private static History mapped(History history, Function<Operation, Operation> change) {
        return History.of(history.operations().stream().map(change).toList());
    }

    private static Operation by(int process, Operation o) {
        return new Operation(o.index(), o.timeNanos(), o.type(), process, o.function(), o.value());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void otherNamesOfProcessesDoNotChangeTheVerdict(Spec spec) {
        keepsTheVerdict(spec, history -> mapped(history, o -> by(1_000_000 - 7 * o.process(), o)));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void otherTimesDoNotChangeTheVerdict(Spec spec) {
        keepsTheVerdict(
                spec,
                history -> mapped(
                        history,
                        o -> new Operation(
                                o.index(), 5_000L + 3L * o.index(), o.type(), o.process(), o.function(), o.value())));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void adjacentEventsOfOneKindMaySwap(Spec spec) {
        Random random = new Random(spec.toString().hashCode() + 1);
        keepsTheVerdict(spec, history -> {
            List<Operation> operations = new ArrayList<>(history.operations());
            for (int i = 0; i < 30 && operations.size() > 1; i++) {
                int at = random.nextInt(operations.size() - 1);
                boolean invocation = operations.get(at).type() == Type.INVOKE;
                if (invocation == (operations.get(at + 1).type() == Type.INVOKE)) {
                    SmallHistories.swap(operations, at);
                }
            }
            return History.of(operations);
        });
    }

    /** So operations that are equal but for their processes can change places. */
    @ParameterizedTest
    @MethodSource("specs")
    void processOfEachOperationDoesNotMatter(Spec spec) {
        assumeFalse(
                spec instanceof LockSpecs locks && !locks.ownerInValue(),
                "the owner of such a lock is the process, so processes cannot be exchanged");
        keepsTheVerdict(
                spec,
                history -> mapped(
                        history, o -> by(1_000 + (o.type() == Type.INVOKE ? o.index() : beginOf(history, o)), o)));
    }

    /**
     * Exchanges the ends of two equal operations, one within the other. The names of their processes change from there
     * on.
     */
    @ParameterizedTest
    @MethodSource("specs")
    void exchangedEqualOperationsStayValid(Spec spec) {
        assumeFalse(
                spec instanceof LockSpecs locks && !locks.ownerInValue(),
                "the owner of such a lock is the process, so processes cannot be exchanged");
        Random random = new Random(spec.toString().hashCode() + 4);
        for (int i = 0; i < HISTORIES; i++) {
            History history = drawn(spec, random);
            if (validity(spec, history) == Validity.VALID) {
                assertThat(validity(spec, exchanged(history)))
                        .as(HistoryWriter.toEdn(history))
                        .isEqualTo(Validity.VALID);
            }
        }
    }

    private static History exchanged(History history) {
        for (Operation a : history.operations()) {
            for (Operation b : history.operations()) {
                boolean equal = a.type() == Type.OK
                        && b.type() == Type.OK
                        && a.index() < b.index()
                        && a.function().equals(b.function())
                        && Objects.equals(a.value(), b.value());
                if (equal && beginOf(history, b) < beginOf(history, a) && sameRequest(history, a, b)) {
                    return mapped(history, o -> o.index() < a.index() ? o : renamed(o, a.process(), b.process()));
                }
            }
        }
        return history;
    }

    private static Operation renamed(Operation o, int first, int second) {
        return o.process() == first ? by(second, o) : o.process() == second ? by(first, o) : o;
    }

    private static int beginOf(History history, Operation completion) {
        int i = completion.index() - 1;
        while (history.get(i).type() != Type.INVOKE || history.get(i).process() != completion.process()) {
            i--;
        }
        return i;
    }

    private static boolean sameRequest(History history, Operation a, Operation b) {
        return Objects.equals(
                history.get(beginOf(history, a)).value(),
                history.get(beginOf(history, b)).value());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aLongerIntervalNeverMakesAValidHistoryInvalid(Spec spec) {
        Random random = new Random(spec.toString().hashCode() + 2);
        for (int i = 0; i < HISTORIES; i++) {
            History history = drawn(spec, random);
            List<Operation> stretched = new ArrayList<>(history.operations());
            for (int n = 0; n < 20 && stretched.size() > 1; n++) {
                int at = random.nextInt(stretched.size() - 1);
                if (stretched.get(at).type() != Type.INVOKE
                        || stretched.get(at + 1).type() == Type.INVOKE) {
                    SmallHistories.swap(stretched, at);
                }
            }
            if (validity(spec, history) == Validity.VALID) {
                assertThat(validity(spec, History.of(stretched)))
                        .as(HistoryWriter.toEdn(history))
                        .isEqualTo(Validity.VALID);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void validHistoryAndItsPrefixesAreValid(Spec spec) {
        Random random = new Random(spec.toString().hashCode() + 3);
        for (int i = 0; i < HISTORIES; i++) {
            History history = SmallHistories.valid(spec, 24, 2 + random.nextInt(4), random);
            History prefix = History.of(history.operations().subList(0, random.nextInt(history.size() + 1)));
            assertThat(validity(spec, history)).as(HistoryWriter.toEdn(history)).isEqualTo(Validity.VALID);
            assertThat(validity(spec, prefix)).as(HistoryWriter.toEdn(prefix)).isEqualTo(Validity.VALID);
        }
    }
}

package dev.squall.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.benchmarks.table.FrontierHistories.Flaw;
import dev.squall.benchmarks.table.FrontierHistories.Shape;
import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hard histories against the definition of linearizability, tried order by order. */
class FrontierHistoriesTest {

    private static final int HISTORIES = Integer.getInteger("squall.frontier.histories", 500);

    @ParameterizedTest
    @EnumSource(names = {"STALE_READ", "SECOND_CAS"})
    void smallFlawedHistoriesHaveNoLinearization(Flaw flaw) {
        int found = 0;
        for (long seed = 0; found < HISTORIES; seed++) {
            Optional<History> history = small(flaw, seed);
            if (history.isPresent()) {
                found++;
                assertThat(isLinearizable(history.get()))
                        .as("seed " + seed + "\n" + HistoryWriter.toEdn(history.get()))
                        .isFalse();
            }
        }
    }

    @Test
    void smallHistoriesWithoutFlawHaveALinearization() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            assertThat(isLinearizable(small(Flaw.NONE, seed).orElseThrow())).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STALE_READ"})
    void noSingleValueShowsTheFlaw(Flaw flaw) {
        LinearizabilityChecker checker = LinearizabilityChecker.ofCasRegister(0L, false);
        for (long seed = 0; seed < 10; seed++) {
            History history = FrontierHistories.of(new Shape(1_000, 5, 50, 0.01, 0, flaw, seed));
            Verdict verdict = checker.check(history, Budget.DEFAULT);
            assertThat(List.of("state-sweep")).isNotEqualTo(verdict.details().get("methods"));
        }
    }

    /** The searches do not decide this history within 5 s of processor time. */
    @Test
    void staleReadAmongManyClientsAndCrashesIsFoundByNarrowing() {
        History history = FrontierHistories.of(new Shape(10_000, 50, 50, 0.05, 0, Flaw.STALE_READ, 1));
        Verdict verdict = LinearizabilityChecker.ofCasRegister(0L, false)
                .check(history, new Budget(Duration.ofMinutes(10), 512L << 20));
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.details()).containsEntry("methods", List.of("narrowing"));
    }

    @Test
    void sameShapeGivesTheSameHistory() {
        Shape shape = new Shape(1_000, 10, 50, 0.02, 0, Flaw.SECOND_CAS, 1);
        assertThat(HistoryWriter.toEdn(FrontierHistories.of(shape)))
                .isEqualTo(HistoryWriter.toEdn(FrontierHistories.of(shape)));
    }

    private static Optional<History> small(Flaw flaw, long seed) {
        int clients = 3 + (int) (seed % 3);
        Shape shape = new Shape(3 * clients, clients, 3 + (int) (seed % 2), 0.1, 0, flaw, seed);
        try {
            return Optional.of(FrontierHistories.of(shape));
        } catch (IllegalStateException noSuchHistory) {
            return Optional.empty();
        }
    }

    private record Call(Operation invocation, Operation completion) {

        boolean isOk() {
            return completion.type() == Type.OK;
        }
    }

    private static boolean isLinearizable(History history) {
        List<Operation> all = history.operations();
        List<Call> calls = new ArrayList<>();
        for (Operation invocation : all) {
            if (invocation.type() == Type.INVOKE) {
                Operation completion = all.subList(invocation.index() + 1, all.size()).stream()
                        .filter(later -> later.process() == invocation.process())
                        .findFirst()
                        .orElseThrow();
                if (completion.type() != Type.FAIL) {
                    calls.add(new Call(invocation, completion));
                }
            }
        }
        return canPlace(calls, 0L);
    }

    /** Returns true if the calls have an order from a value; each call that can be first is tried. */
    private static boolean canPlace(List<Call> rest, Object register) {
        int firstEnd = rest.stream()
                .filter(Call::isOk)
                .mapToInt(call -> call.completion().index())
                .min()
                .orElse(-1);
        for (int i = 0; i < rest.size() && firstEnd >= 0; i++) {
            Call call = rest.get(i);
            if (call.invocation().index() < firstEnd && canTakeEffect(call, register)) {
                List<Call> others = new ArrayList<>(rest);
                others.remove(i);
                if (canPlace(others, after(call, register))) {
                    return true;
                }
            }
        }
        return firstEnd < 0;
    }

    private static boolean canTakeEffect(Call call, Object register) {
        return switch (call.invocation().function()) {
            case "write" -> true;
            case "read" -> !call.isOk() || Objects.equals(call.completion().value(), register);
            default -> ((List<?>) call.invocation().value()).get(0).equals(register);
        };
    }

    private static Object after(Call call, Object register) {
        return switch (call.invocation().function()) {
            case "write" -> call.invocation().value();
            case "read" -> register;
            default -> ((List<?>) call.invocation().value()).get(1);
        };
    }
}

package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Partition;
import dev.squall.check.linear.model.Call;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.monitor.Monitors;
import dev.squall.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BudgetTest {

    private static final long STEP_NANOS = 5_000_000;

    /** A list that grows by what is added to it; what its steps cost and make is for the test to say. */
    private record Log(Object initialState, BiFunction<Object, Object, Object> append) implements Model {
        @Override
        public String name() {
            return "log";
        }

        @Override
        public Optional<Call> call(String function, Object argument, boolean completed, Object result) {
            return Optional.of(new Call(function, argument, result));
        }

        @Override
        public Object step(Object state, Call call) {
            if (call.function().equals("append")) {
                return append.apply(state, call.argument());
            }
            return state.equals(call.result()) ? state : INCONSISTENT;
        }
    }

    /** Twelve concurrent appends, and a read of what they never make: all their orders are tried. */
    private static History concurrentAppends() {
        List<String> lines = new ArrayList<>();
        for (int p = 0; p < 12; p++) {
            lines.add(p + " invoke append " + p);
        }
        for (int p = 0; p < 12; p++) {
            lines.add(p + " ok append " + p);
        }
        lines.add("0 invoke read nil");
        lines.add("0 ok read \"?\"");
        return LinearizabilityCheckerTest.history(lines.toArray(String[]::new));
    }

    @Test
    void slowModelExceedsTimeByAtMostOneStep() {
        long[] now = new long[1];
        Model slow = new Log("", (state, added) -> {
            now[0] += STEP_NANOS;
            return state + "/" + added;
        });
        Budget budget = new Budget(Duration.ofMillis(200), 1L << 30);
        Verdict verdict = new LinearizabilityChecker(slow, false)
                .examine(concurrentAppends(), new Meter(budget, () -> now[0]))
                .verdict();
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary())
                .startsWith("the time budget of 200 ms was spent with ")
                .contains("of 13 operations");
        assertThat(now[0]).isLessThanOrEqualTo(200_000_000 + STEP_NANOS);
    }

    @Test
    void hugeStatesAreStoppedByMemoryBudget() {
        long[] made = new long[1];
        Model huge = new Log("", (state, added) -> {
            String next = state + "/" + added + "x".repeat(1 << 12);
            made[0] += 2L * next.length();
            return next;
        });
        long bytes = 16L << 20;
        Verdict verdict = new LinearizabilityChecker(huge, false)
                .check(concurrentAppends(), new Budget(Duration.ofMinutes(1), bytes));
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).startsWith("the memory budget of 16 MiB was spent with ");
        assertThat(made[0]).isLessThan(bytes + bytes / 10);
    }

    @Test
    void theSameHistoryIsDecidedWithinALargerBudget() {
        Model log = new Log("", (state, added) -> state + "/" + added);
        History history = LinearizabilityCheckerTest.history(
                "0 invoke append 1",
                "1 invoke append 2",
                "0 ok append 1",
                "1 ok append 2",
                "0 invoke read nil",
                "0 ok read \"/2/1\"");
        assertThat(new LinearizabilityChecker(log, false)
                        .check(history, Budget.DEFAULT)
                        .validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void theStructuresOfALongHistoryCountAsMemory() {
        History history = GeneratedHistories.valid(new GeneratedHistories.Shape(5_000, 5, 5, 0, 1));
        Verdict verdict = LinearizabilityChecker.ofCasRegister(0L, false)
                .check(history, new Budget(Duration.ofMinutes(1), 150_000));
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
    }

    static List<Spec> specs() {
        return MonitorsTest.specs();
    }

    private static Calls longHistory(Spec spec) {
        History history =
                SmallHistories.valid(spec, 6_000, 4, new Random(spec.toString().hashCode()));
        Calls calls = Partition.of(history, spec.model(), false, new Meter(Budget.DEFAULT))
                .calls()
                .values()
                .iterator()
                .next();
        assertThat(calls.size()).isGreaterThan(4_000);
        return calls;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void slowMonitorStopsAtItsTimeBudget(Spec spec) {
        long[] now = new long[1];
        Meter meter = new Meter(new Budget(Duration.ofNanos(3), 1L << 30), () -> now[0]++);
        assertThatThrownBy(() -> Monitors.decide(longHistory(spec), meter))
                .isInstanceOfSatisfying(
                        Meter.Spent.class, spent -> assertThat(spent.isTime()).isTrue());
        assertThat(now[0]).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void monitorBeyondMemoryBudgetReleasesItAll(Spec spec) {
        Calls calls = longHistory(spec);
        Meter little = new Meter(new Budget(Duration.ofMinutes(1), 100L * calls.size()));
        assertThatThrownBy(() -> Monitors.decide(calls, little))
                .isInstanceOfSatisfying(
                        Meter.Spent.class, spent -> assertThat(spent.isTime()).isFalse());
        little.reserve(100L * calls.size());
        Meter enough = new Meter(new Budget(Duration.ofMinutes(1), 1L << 24));
        assertThat(Monitors.order(calls, enough)).isNotNull();
        enough.reserve(1L << 24);
    }

    @Test
    void certificateSearchStopsAtTimeBudget() {
        long[] now = new long[1];
        Model slow = new Log("", (state, added) -> {
            now[0] += STEP_NANOS;
            return state + "/" + added;
        });
        History history = LinearizabilityCheckerTest.history(
                "0 invoke append 1",
                "1 invoke append 2",
                "2 invoke append 3",
                "0 ok append 1",
                "1 ok append 2",
                "2 ok append 3",
                "0 invoke read nil",
                "0 ok read \"/2/1\"");
        Examination examination = new LinearizabilityChecker(slow, false).examine(history, Budget.DEFAULT);
        assertThat(examination.verdict().validity()).isEqualTo(Validity.VIOLATION);
        now[0] = 0;
        Budget budget = new Budget(Duration.ofNanos(2 * STEP_NANOS), 1L << 30);
        assertThat(examination.certificate(new Meter(budget, () -> now[0]))).isEmpty();
        assertThat(now[0]).isBetween(2 * STEP_NANOS, 3 * STEP_NANOS);
        assertThat(examination.certificate(Budget.DEFAULT)).isPresent();
    }
}

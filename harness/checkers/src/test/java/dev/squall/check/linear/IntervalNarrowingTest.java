package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.linear.RegisterSpecs.RegisterSpec;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.narrowing.IntervalNarrowing;
import dev.squall.check.linear.search.Engines;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.HistoryWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Narrowing of intervals, against a brute force, and by one example for each rule. */
class IntervalNarrowingTest {

    private static final RegisterSpec REGISTER = new RegisterSpec(true, false);
    private static final int HISTORIES = Integer.getInteger("squall.interval-narrowing.histories", 4_000);

    /** Process 9 writes 1 before process 2 reads it, so before process 3 writes 2. */
    private static final String STALE_READ =
            """
            {:process 9, :type :invoke, :f :write, :value 1}
            {:process 2, :type :invoke, :f :read, :value nil}
            {:process 2, :type :ok, :f :read, :value 1}
            {:process 3, :type :invoke, :f :write, :value 2}
            {:process 3, :type :ok, :f :write, :value 2}
            {:process 2, :type :invoke, :f :read, :value nil}
            {:process 2, :type :ok, :f :read, :value 1}
            {:process 9, :type :ok, :f :write, :value 1}
            """;

    /** Process 8 writes 1 again before both CAS, where it is overwritten. */
    private static final String SECOND_CAS =
            """
            {:process 8, :type :invoke, :f :write, :value 1}
            {:process 8, :type :ok, :f :write, :value 1}
            {:process 8, :type :invoke, :f :write, :value 4}
            {:process 8, :type :ok, :f :write, :value 4}
            {:process 9, :type :invoke, :f :write, :value 1}
            {:process 2, :type :invoke, :f :cas, :value [1 2]}
            {:process 3, :type :invoke, :f :cas, :value [1 3]}
            {:process 2, :type :ok, :f :cas, :value [1 2]}
            {:process 3, :type :ok, :f :cas, :value [1 3]}
            {:process 9, :type :ok, :f :write, :value 1}
            """;

    /** The uncompleted write of 1 is needed by both reads, and process 3 writes 2 between them. */
    private static final String CRASHED_WRITE_USED_TWICE =
            """
            {:process 9, :type :invoke, :f :write, :value 1}
            {:process 2, :type :invoke, :f :read, :value nil}
            {:process 2, :type :ok, :f :read, :value 1}
            {:process 3, :type :invoke, :f :write, :value 2}
            {:process 3, :type :ok, :f :write, :value 2}
            {:process 2, :type :invoke, :f :read, :value nil}
            {:process 2, :type :ok, :f :read, :value 1}
            """;

    /** Both 1 and 2 are read before and after the same instant, by reads that overlap their writes. */
    private static final String OVERLAPPING_ZONES =
            """
            {:process 0, :type :invoke, :f :write, :value 1}
            {:process 1, :type :invoke, :f :write, :value 2}
            {:process 2, :type :invoke, :f :read, :value nil}
            {:process 3, :type :invoke, :f :read, :value nil}
            {:process 2, :type :ok, :f :read, :value 1}
            {:process 3, :type :ok, :f :read, :value 2}
            {:process 2, :type :invoke, :f :read, :value nil}
            {:process 3, :type :invoke, :f :read, :value nil}
            {:process 2, :type :ok, :f :read, :value 1}
            {:process 3, :type :ok, :f :read, :value 2}
            {:process 0, :type :ok, :f :write, :value 1}
            {:process 1, :type :ok, :f :write, :value 2}
            """;

    /** Without process 4's late write, the second CAS from 1 would have no source. */
    private static final String LATE_SOURCE =
            """
            {:process 9, :type :invoke, :f :write, :value 1}
            {:process 2, :type :invoke, :f :cas, :value [1 2]}
            {:process 3, :type :invoke, :f :cas, :value [1 3]}
            {:process 2, :type :ok, :f :cas, :value [1 2]}
            {:process 4, :type :invoke, :f :write, :value 1}
            {:process 3, :type :ok, :f :cas, :value [1 3]}
            {:process 9, :type :ok, :f :write, :value 1}
            """;

    @Test
    void smallHistoriesThatAreRefutedHaveNoLinearization() {
        agreesWithBruteForce(21, random -> {
            History drawn = SmallHistories.valid(REGISTER, 4 + random.nextInt(7), 2 + random.nextInt(4), random);
            return random.nextBoolean() ? drawn : SmallHistories.damaged(REGISTER, drawn, random);
        });
    }

    @Test
    void refutedHistoriesWithLongIntervalsHaveNoLinearization() {
        agreesWithBruteForce(22, HiddenWritesTest::withLongIntervals);
    }

    /** Asserts that only violations are refuted, and that most violations are. */
    private static void agreesWithBruteForce(long seed, Function<Random, History> draw) {
        Random random = new Random(seed);
        int violations = 0;
        int refuted = 0;
        for (int i = 0; i < HISTORIES; i++) {
            History history = draw.apply(random);
            boolean isViolation = !Oracle.isLinearizable(REGISTER, history);
            boolean isRefuted = isRefuted(history);
            assertThat(isViolation || !isRefuted)
                    .as(() -> HistoryWriter.toEdn(history))
                    .isTrue();
            violations += isViolation ? 1 : 0;
            refuted += isRefuted ? 1 : 0;
        }
        assertThat(refuted).isBetween(violations - violations / 20, violations);
        assertThat(violations).isGreaterThan(HISTORIES / 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {STALE_READ, SECOND_CAS, CRASHED_WRITE_USED_TWICE, OVERLAPPING_ZONES})
    void violationThatNoSingleValueShowsIsRefuted(String edn) {
        History history = HistoryReader.parse(edn);
        assertThat(Oracle.isLinearizable(REGISTER, history)).isFalse();
        assertThat(Engines.sweepRefutes(calls(history))).isFalse();
        assertThat(isRefuted(history)).isTrue();
    }

    @Test
    void sourceThatBeginsBeforeTheCasCompletesIsACandidate() {
        History history = HistoryReader.parse(LATE_SOURCE);
        assertThat(Oracle.isLinearizable(REGISTER, history)).isTrue();
        assertThat(isRefuted(history)).isFalse();
    }

    @Test
    void violationIsLocatedAtTheFirstReturnThatItNeeds() {
        Calls calls = calls(HistoryReader.parse(STALE_READ + STALE_READ.replace(":value 1", ":value 5")));
        OptionalInt call = IntervalNarrowing.refute(calls, meter());
        assertThat(calls.operation()[call.orElseThrow()]).isEqualTo(5);
    }

    private static boolean isRefuted(History history) {
        boolean isRefuted = false;
        for (Calls calls : HiddenWritesTest.calls(history, REGISTER.model())) {
            isRefuted |= IntervalNarrowing.refutes(calls, meter());
        }
        return isRefuted;
    }

    private static Calls calls(History history) {
        return List.copyOf(HiddenWritesTest.calls(history, REGISTER.model())).get(0);
    }

    private static Meter meter() {
        return new Meter(Budget.DEFAULT);
    }
}

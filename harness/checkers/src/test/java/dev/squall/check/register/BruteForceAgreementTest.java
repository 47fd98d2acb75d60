package dev.squall.check.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.session.Guarantee;
import dev.squall.check.session.SessionGuarantees;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Verdicts on many small random histories are those of trying out the definitions; {@code
 * -Dsquall.brute-force.histories} asks for more of them.
 */
class BruteForceAgreementTest {

    private static final int HISTORIES = Integer.getInteger("squall.brute-force.histories", 20_000);

    /** Fewer, since every order of the writes is tried with every set of them. */
    private static final int HISTORIES_FOR_GUARANTEES = HISTORIES / 4;

    /** Number of histories among which each verdict must occur more than once on average. */
    private static final int RAREST = 20;

    /** Judges histories both ways, and sees to it that both verdicts are frequent. */
    private static void agree(
            int histories,
            Checker checker,
            long seed,
            RandomRegisters.Shape largest,
            Predicate<BruteForce> definition) {
        Random random = new Random(seed);
        Map<Validity, Integer> verdicts = new EnumMap<>(Validity.class);
        for (int i = 0; i < histories; i++) {
            RandomRegisters.Shape shape = new RandomRegisters.Shape(
                    3 + random.nextInt(largest.operations() - 2),
                    2 + random.nextInt(largest.processes() - 1),
                    1 + random.nextInt(largest.keys()),
                    largest.unique(),
                    largest.cas(),
                    random.nextBoolean() ? 0 : largest.crashed());
            History history = RandomRegisters.draw(shape, random);
            RegisterHistory registers = RegisterHistory.of(history, null, true);
            boolean fromNowhere = ReadsFrom.thinAirRead(registers).isPresent();
            boolean expected = !fromNowhere && definition.test(new BruteForce(registers));
            Verdict verdict = checker.check(history, Budget.DEFAULT);
            assertThat(verdict.validity())
                    .as(checker.name() + ": " + verdict + "\n" + HistoryWriter.toEdn(history))
                    .isEqualTo(expected ? Validity.VALID : Validity.VIOLATION);
            if (!expected) {
                assertShownByItsOperations(history, verdict, checker, definition);
            }
            verdicts.merge(verdict.validity(), 1, Integer::sum);
        }
        assertThat(verdicts.get(Validity.VALID)).isGreaterThan(histories / RAREST);
        assertThat(verdicts.get(Validity.VIOLATION)).isGreaterThan(histories / RAREST);
    }

    /** The operations that a violation names are a violation by themselves. */
    private static void assertShownByItsOperations(
            History history, Verdict verdict, Checker checker, Predicate<BruteForce> definition) {
        History shown =
                History.of(verdict.operations().stream().map(history::get).toList());
        RegisterHistory registers = RegisterHistory.of(shown, null, true);
        assertThat(ReadsFrom.thinAirRead(registers).isPresent() || !definition.test(new BruteForce(registers)))
                .as(checker.name() + ": " + verdict + "\n" + HistoryWriter.toEdn(history))
                .isTrue();
    }

    @Test
    void sequentialConsistencyWithUniqueValues() {
        agree(
                HISTORIES,
                new SequentialConsistency(null, true),
                1,
                new RandomRegisters.Shape(8, 4, 2, true, false, 0.2),
                BruteForce::isSequential);
    }

    @Test
    void sequentialConsistencyWithRepeatsAndCas() {
        agree(
                HISTORIES,
                new SequentialConsistency(null, true),
                2,
                new RandomRegisters.Shape(8, 4, 2, false, true, 0.2),
                BruteForce::isSequential);
    }

    @ParameterizedTest
    @EnumSource(CausalModel.class)
    void causalConsistency(CausalModel model) {
        agree(
                HISTORIES,
                new CausalConsistency(model, null, true),
                3,
                new RandomRegisters.Shape(8, 3, 2, true, false, 0.1),
                brute -> brute.isCausal(model));
    }

    @ParameterizedTest
    @EnumSource(
            value = Guarantee.class,
            names = {"READ_YOUR_WRITES", "MONOTONIC_READS", "WRITES_FOLLOW_READS"})
    void eachGuaranteeByItself(Guarantee guarantee) {
        Set<Guarantee> one = EnumSet.of(guarantee);
        agree(
                HISTORIES_FOR_GUARANTEES,
                new SessionGuarantees(one, null, true),
                4,
                new RandomRegisters.Shape(9, 2, 1, true, false, 0.1),
                brute -> brute.canKeep(one));
    }

    @Test
    void setsOfGuarantees() {
        Random random = new Random(5);
        Map<Validity, Integer> verdicts = new EnumMap<>(Validity.class);
        for (int i = 0; i < HISTORIES_FOR_GUARANTEES; i++) {
            Set<Guarantee> guarantees = EnumSet.of(Guarantee.values()[random.nextInt(5)]);
            for (Guarantee guarantee : Guarantee.values()) {
                if (random.nextBoolean()) {
                    guarantees.add(guarantee);
                }
            }
            History history = RandomRegisters.draw(
                    new RandomRegisters.Shape(4 + random.nextInt(6), 3, 2, true, false, 0.1), random);
            RegisterHistory registers = RegisterHistory.of(history, null, true);
            if (ReadsFrom.thinAirRead(registers).isPresent()) {
                continue;
            }
            boolean expected = new BruteForce(registers).canKeep(guarantees);
            Checker checker = new SessionGuarantees(guarantees, null, true);
            Verdict verdict = checker.check(history, Budget.DEFAULT);
            assertThat(verdict.validity())
                    .as(checker.name() + ": " + verdict + "\n" + HistoryWriter.toEdn(history))
                    .isEqualTo(expected ? Validity.VALID : Validity.VIOLATION);
            if (!expected) {
                assertShownByItsOperations(history, verdict, checker, brute -> brute.canKeep(guarantees));
            }
            verdicts.merge(verdict.validity(), 1, Integer::sum);
        }
        assertThat(verdicts.get(Validity.VALID)).isGreaterThan(HISTORIES_FOR_GUARANTEES / RAREST);
        assertThat(verdicts.get(Validity.VIOLATION)).isGreaterThan(HISTORIES_FOR_GUARANTEES / RAREST);
    }
}

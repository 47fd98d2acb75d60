package dev.squall.check.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.check.session.Guarantee;
import dev.squall.check.session.SessionGuarantees;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests of changes that must not change a verdict, and of implications between models. */
class MetamorphicTest {

    private static final Set<Guarantee> ALL_FOUR = EnumSet.complementOf(EnumSet.of(Guarantee.WRITES_IN_REAL_TIME));

    private static final List<Checker> CHECKERS = List.of(
            new SequentialConsistency(null, true),
            new CausalConsistency(CausalModel.CC, null, true),
            new CausalConsistency(CausalModel.CM, null, true),
            new CausalConsistency(CausalModel.CCV, null, true),
            new SessionGuarantees(EnumSet.of(Guarantee.READ_YOUR_WRITES), null, true),
            new SessionGuarantees(EnumSet.of(Guarantee.MONOTONIC_READS, Guarantee.WRITES_IN_REAL_TIME), null, true),
            new SessionGuarantees(ALL_FOUR, null, true));

    @Provide
    Arbitrary<History> histories() {
        return Arbitraries.randomValue(random -> {
            Random own = new Random(random.nextLong());
            return RandomRegisters.draw(
                    new RandomRegisters.Shape(4 + own.nextInt(25), 4, 3, own.nextInt(5) > 0, false, 0.1), own);
        });
    }

    private static Validity judge(Checker checker, History history) {
        return checker.check(history, Budget.DEFAULT).validity();
    }

    private static void assertSameVerdicts(History history, UnaryOperator<Operation> change) {
        History changed = History.of(history.operations().stream().map(change).toList());
        for (Checker checker : CHECKERS) {
            assertThat(judge(checker, changed))
                    .as(checker.name() + "\n" + HistoryWriter.toEdn(history))
                    .isEqualTo(judge(checker, history));
        }
    }

    @Property
    void renamingProcessesChangesNoVerdict(@ForAll("histories") History history, @ForAll Random random) {
        List<Integer> names = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            names.add(i);
        }
        Collections.shuffle(names, random);
        assertSameVerdicts(
                history,
                o -> new Operation(
                        o.index(), o.timeNanos(), o.type(), names.get(o.process()), o.function(), o.value()));
    }

    @Property
    void shiftingTimesChangesNoVerdict(@ForAll("histories") History history) {
        assertSameVerdicts(
                history,
                o -> new Operation(o.index(), 1_000_000L + o.index(), o.type(), o.process(), o.function(), o.value()));
    }

    @Property
    void renamingKeysAndValuesChangesNoVerdict(@ForAll("histories") History history) {
        assertSameVerdicts(history, o -> {
            List<?> pair = (List<?>) o.value();
            Object value = pair.get(1) == null ? null : "v" + pair.get(1);
            List<Object> renamed = Arrays.asList("k" + pair.get(0), value);
            return new Operation(o.index(), o.timeNanos(), o.type(), o.process(), o.function(), renamed);
        });
    }

    @Property
    void aStrongerModelImpliesTheWeaker(@ForAll("histories") History history) {
        Validity sequential = judge(CHECKERS.get(0), history);
        Validity weak = judge(CHECKERS.get(1), history);
        Validity memory = judge(CHECKERS.get(2), history);
        Validity convergence = judge(CHECKERS.get(3), history);
        if (sequential == Validity.VALID && memory != Validity.UNKNOWN) {
            assertThat(List.of(memory, convergence)).containsOnly(Validity.VALID);
        }
        if (memory == Validity.VALID || convergence == Validity.VALID) {
            assertThat(weak).isEqualTo(Validity.VALID);
        }
    }

    /** Brzezinski, Sobaniec and Wawrzyniak, 2004, for stores with one order of writes. */
    @Property
    void sessionGuaranteesEqualCausalConvergence(@ForAll("histories") History history) {
        assertThat(judge(CHECKERS.get(6), history))
                .as(HistoryWriter.toEdn(history))
                .isEqualTo(judge(CHECKERS.get(3), history));
    }
}

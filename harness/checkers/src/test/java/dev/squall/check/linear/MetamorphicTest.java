package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.linear.GeneratedHistories.Shape;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MetamorphicTest {

    private static final LinearizabilityChecker CHECKER = LinearizabilityChecker.ofCasRegister(0L, false);

    private static Validity validity(History history) {
        return CHECKER.check(history, Budget.DEFAULT).validity();
    }

    private static History drawn(long seed, int clients) {
        Random random = new Random(seed);
        Shape shape = new Shape(60, clients, 3, random.nextInt(3) * 0.05, seed);
        History valid = GeneratedHistories.valid(shape);
        return random.nextBoolean() ? valid : GeneratedHistories.mutated(valid, 3, random);
    }

    @Property(tries = 500)
    void otherNamesOfProcessesDoNotChangeTheVerdict(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int clients) {
        History history = drawn(seed, clients);
        List<Operation> renamed = new ArrayList<>();
        for (Operation o : history.operations()) {
            int process = 1_000_000 - 7 * o.process();
            renamed.add(new Operation(o.index(), o.timeNanos(), o.type(), process, o.function(), o.value()));
        }
        assertThat(validity(History.of(renamed))).isEqualTo(validity(history));
    }

    @Property(tries = 500)
    void aLongerIntervalNeverMakesAValidHistoryInvalid(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int clients) {
        History history = drawn(seed, clients);
        List<Operation> stretched = new ArrayList<>(history.operations());
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            int at = 1 + random.nextInt(stretched.size() - 1);
            Operation earlier = stretched.get(at - 1);
            Operation later = stretched.get(at);
            boolean longer = earlier.type() != Type.INVOKE || later.type() == Type.INVOKE;
            if (longer && earlier.process() != later.process()) {
                stretched.set(at - 1, later);
                stretched.set(at, earlier);
            }
        }
        if (validity(history) == Validity.VALID) {
            assertThat(validity(History.of(stretched))).isEqualTo(Validity.VALID);
        }
    }

    @Property(tries = 500)
    void aPrefixOfAValidHistoryIsValid(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int clients) {
        History history = GeneratedHistories.valid(new Shape(60, clients, 3, 0.05, seed));
        int length = new Random(seed).nextInt(history.size());
        History prefix = History.of(history.operations().subList(0, length));
        assertThat(validity(prefix)).as(HistoryWriter.toEdn(prefix)).isEqualTo(Validity.VALID);
    }

    @Property(tries = 500)
    void laterOperationsDoNotChangeTheVerdict(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int clients) {
        History history = drawn(seed, clients);
        List<Operation> longer = new ArrayList<>(history.operations());
        for (int i = 0; i < 10; i++) {
            longer.add(new Operation(0, 0, Type.INVOKE, 2_000_000 + i, "write", (long) i % 3));
            longer.add(new Operation(0, 0, Type.OK, 2_000_000 + i, "write", (long) i % 3));
        }
        assertThat(validity(History.of(longer))).isEqualTo(validity(history));
    }

    @Property(tries = 200)
    void generatedHistoriesAreValid(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int clients) {
        assertThat(validity(GeneratedHistories.valid(new Shape(400, clients, 5, 0.05, seed))))
                .isEqualTo(Validity.VALID);
    }

    @Property(tries = 50)
    void validManyClientHistoryIsNeverViolation(@ForAll long seed, @ForAll @IntRange(min = 64, max = 100) int clients) {
        History history = GeneratedHistories.valid(new Shape(400, clients, 5, 0.05, seed));
        Budget little = new Budget(Duration.ofMillis(200), 1L << 28);
        assertThat(LinearizabilityChecker.ofCasRegister(0L, false)
                        .check(history, little)
                        .validity())
                .isNotEqualTo(Validity.VIOLATION);
    }

    @Property(tries = 100)
    void staleHistoriesAreViolations(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int clients) {
        History history = GeneratedHistories.stale(new Shape(1_000, clients, 5, 0.02, seed));
        assertThat(validity(history)).isEqualTo(Validity.VIOLATION);
    }
}

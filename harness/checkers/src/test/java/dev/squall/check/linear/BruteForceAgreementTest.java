package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.GeneratedHistories.Shape;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Partition;
import dev.squall.check.linear.model.Call;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.search.Engines;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code -Dsquall.bruteforce.histories=100000} makes it that many histories of each kind. */
class BruteForceAgreementTest {

    private static final int HISTORIES = Integer.getInteger("squall.bruteforce.histories", 20_000);

    @Test
    void randomHistoriesAgreeWithBruteForce() {
        Random random = new Random(1);
        Map<Boolean, Integer> verdicts = new HashMap<>();
        for (int i = 0; i < HISTORIES; i++) {
            Object initial = random.nextBoolean() ? null : (Object) 0L;
            History history = randomHistory(random, 3 + random.nextInt(5), initial == null);
            verdicts.merge(agree(history, initial), 1, Integer::sum);
        }
        assertThat(verdicts.get(true)).isGreaterThan(HISTORIES / 10);
        assertThat(verdicts.get(false)).isGreaterThan(HISTORIES / 10);
    }

    @Test
    void mutatedHistoriesAgreeWithBruteForce() {
        Random random = new Random(2);
        Map<Boolean, Integer> verdicts = new HashMap<>();
        for (int i = 0; i < HISTORIES; i++) {
            Shape shape = new Shape(5 + random.nextInt(5), 2 + random.nextInt(4), 3, 0.3 * random.nextDouble(), i);
            History history = GeneratedHistories.mutated(GeneratedHistories.valid(shape), 3, random);
            verdicts.merge(agree(history, 0L), 1, Integer::sum);
        }
        assertThat(verdicts.get(true)).isGreaterThan(HISTORIES / 10);
        assertThat(verdicts.get(false)).isGreaterThan(HISTORIES / 10);
    }

    /** A register that tells the search nothing but its steps: what other models may do. */
    record OpaqueRegister(CasRegister register) implements Model {
        @Override
        public String name() {
            return register.name();
        }

        @Override
        public Object initialState() {
            return register.initialState();
        }

        @Override
        public Optional<Call> call(String function, Object argument, boolean completed, Object result) {
            return register.call(function, argument, completed, result);
        }

        @Override
        public Object step(Object state, Call call) {
            return register.step(state, call);
        }
    }

    @Test
    void opaqueModelAgreesWithBruteForce() {
        Random random = new Random(3);
        LinearizabilityChecker checker = new LinearizabilityChecker(new OpaqueRegister(new CasRegister(null)), false);
        Map<Boolean, Integer> verdicts = new HashMap<>();
        for (int i = 0; i < HISTORIES / 4; i++) {
            History history = randomHistory(random, 3 + random.nextInt(5), true);
            boolean expected = BruteForce.isLinearizable(history, null);
            assertThat(checker.check(history, Budget.DEFAULT).validity())
                    .as(HistoryWriter.toEdn(history))
                    .isEqualTo(expected ? Validity.VALID : Validity.VIOLATION);
            verdicts.merge(expected, 1, Integer::sum);
        }
        assertThat(verdicts.get(true)).isGreaterThan(HISTORIES / 40);
        assertThat(verdicts.get(false)).isGreaterThan(HISTORIES / 40);
    }

    /** Each method by itself, since the first that decides would hide the others. */
    private static boolean agree(History history, Object initial) {
        boolean expected = BruteForce.isLinearizable(history, initial);
        Validity validity = expected ? Validity.VALID : Validity.VIOLATION;
        Verdict verdict = LinearizabilityChecker.ofCasRegister(initial, false).check(history, Budget.DEFAULT);
        assertThat(verdict.validity()).as(HistoryWriter.toEdn(history)).isEqualTo(validity);
        Calls calls = Partition.of(history, new CasRegister(initial), false, new Meter(Budget.DEFAULT))
                .calls()
                .get(null);
        if (calls != null) {
            assertThat(List.of(Engines.depthFirstFinds(calls), Engines.breadthFirstFinds(calls)))
                    .as(HistoryWriter.toEdn(history))
                    .containsExactly(expected, expected);
            if (expected) {
                assertThat(List.of(Engines.sweepRefutes(calls), Engines.windowRefutes(calls)))
                        .as(HistoryWriter.toEdn(history))
                        .containsExactly(false, false);
            }
        }
        return expected;
    }

    static History randomHistory(Random random, int count, boolean withNil) {
        int processes = 2 + random.nextInt(4);
        double crashes = random.nextInt(3) * 0.2;
        List<Operation> operations = new ArrayList<>();
        Operation[] open = new Operation[processes];
        int[] names = new int[processes];
        Arrays.setAll(names, i -> i);
        int begun = 0;
        while (begun < count || Arrays.stream(open).anyMatch(o -> o != null)) {
            int p = random.nextInt(processes);
            if (open[p] == null && begun < count) {
                open[p] = invocation(random, names[p]);
                operations.add(open[p]);
                begun++;
            } else if (open[p] != null) {
                Type type = random.nextDouble() < crashes ? Type.INFO : random.nextInt(12) == 0 ? Type.FAIL : Type.OK;
                if (type != Type.INFO || random.nextBoolean()) {
                    operations.add(completion(random, open[p], type, withNil));
                }
                names[p] += type == Type.INFO ? processes : 0;
                open[p] = null;
            }
        }
        return History.of(operations);
    }

    private static Operation invocation(Random random, int process) {
        Object a = (long) random.nextInt(3);
        Object b = (long) random.nextInt(3);
        return switch (random.nextInt(3)) {
            case 0 -> new Operation(0, Operation.NO_TIME, Type.INVOKE, process, "read", null);
            case 1 -> new Operation(0, Operation.NO_TIME, Type.INVOKE, process, "write", a);
            default -> new Operation(0, Operation.NO_TIME, Type.INVOKE, process, "cas", List.of(a, b));
        };
    }

    private static Operation completion(Random random, Operation invocation, Type type, boolean withNil) {
        Object value = invocation.value();
        if (invocation.function().equals("read") && type == Type.OK) {
            int drawn = random.nextInt(withNil ? 4 : 3);
            value = drawn == 3 ? null : (Object) (long) drawn;
        }
        return new Operation(0, Operation.NO_TIME, type, invocation.process(), invocation.function(), value);
    }
}

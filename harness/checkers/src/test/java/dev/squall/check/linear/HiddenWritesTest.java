package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.linear.GeneratedHistories.Shape;
import dev.squall.check.linear.RegisterSpecs.RegisterSpec;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Partition;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.search.Engines;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searches that hide writes, against a brute force; the orders that they find are replayed call by call. */
class HiddenWritesTest {

    private static final RegisterSpec REGISTER = new RegisterSpec(true, false);
    private static final int HISTORIES = Integer.getInteger("squall.hidden-writes.histories", 4_000);

    @Test
    void smallHistoriesAgreeWithBruteForce() {
        Random random = new Random(19);
        int valid = 0;
        for (int i = 0; i < HISTORIES; i++) {
            History drawn = SmallHistories.valid(REGISTER, 4 + random.nextInt(7), 2 + random.nextInt(4), random);
            History history = random.nextBoolean() ? drawn : SmallHistories.damaged(REGISTER, drawn, random);
            valid += agreesWithBruteForce(history) ? 1 : 0;
        }
        assertThat(valid).isBetween(HISTORIES / 2, HISTORIES - HISTORIES / 20);
    }

    @Test
    void historiesWithLongIntervalsAgreeWithBruteForce() {
        Random random = new Random(20);
        int valid = 0;
        for (int i = 0; i < HISTORIES; i++) {
            valid += agreesWithBruteForce(withLongIntervals(random)) ? 1 : 0;
        }
        assertThat(valid).isBetween(HISTORIES / 2, HISTORIES - HISTORIES / 20);
    }

    /** Processes 1 and 3 write 2. The write of process 3 returns first, so the other must be left for the last read. */
    @Test
    void readIsNotHiddenBehindAWriteThatALaterReadNeeds() {
        History history = HistoryReader.parse(
                """
                {:process 0, :type :invoke, :f :write, :value 1}
                {:process 1, :type :invoke, :f :write, :value 2}
                {:process 2, :type :invoke, :f :read, :value nil}
                {:process 0, :type :ok, :f :write, :value 1}
                {:process 3, :type :invoke, :f :write, :value 2}
                {:process 2, :type :ok, :f :read, :value 2}
                {:process 3, :type :ok, :f :write, :value 2}
                {:process 0, :type :invoke, :f :write, :value 3}
                {:process 0, :type :ok, :f :write, :value 3}
                {:process 0, :type :invoke, :f :read, :value nil}
                {:process 0, :type :ok, :f :read, :value 2}
                {:process 1, :type :ok, :f :write, :value 2}
                """);
        assertThat(agreesWithBruteForce(history)).isTrue();
    }

    @Test
    void writeIsPlacedForAnEarlierCrashedCasThatALaterReadNeeds() {
        History history = HistoryReader.parse(
                """
                {:process 0, :type :invoke, :f :write, :value 1}
                {:process 1, :type :invoke, :f :write, :value 2}
                {:process 2, :type :invoke, :f :cas, :value [2 3]}
                {:process 0, :type :ok, :f :write, :value 1}
                {:process 1, :type :ok, :f :write, :value 2}
                {:process 0, :type :invoke, :f :read, :value nil}
                {:process 0, :type :ok, :f :read, :value 3}
                """);
        assertThat(agreesWithBruteForce(history)).isTrue();
    }

    @Test
    void writeIsPlacedForALaterCrashedCasThatAnOpenReadNeeds() {
        History history = HistoryReader.parse(
                """
                {:process 0, :type :invoke, :f :write, :value 1}
                {:process 1, :type :invoke, :f :write, :value 2}
                {:process 2, :type :invoke, :f :read, :value nil}
                {:process 0, :type :ok, :f :write, :value 1}
                {:process 1, :type :ok, :f :write, :value 2}
                {:process 3, :type :invoke, :f :cas, :value [2 3]}
                {:process 2, :type :ok, :f :read, :value 3}
                """);
        assertThat(agreesWithBruteForce(history)).isTrue();
    }

    @Test
    void orderOfManyClientsAndValuesReplays() {
        for (double crashed : new double[] {0, 0.01}) {
            History history = GeneratedHistories.valid(new Shape(3_000, 50, 50, crashed, 1));
            for (Calls calls : calls(history, new CasRegister(0L))) {
                replay(calls, Engines.reducedDepthFirstOrder(calls).orElseThrow(), history);
            }
        }
    }

    /** Asserts that both searches decide a history as the brute force does, and returns true if it is linearizable. */
    private static boolean agreesWithBruteForce(History history) {
        boolean expected = Oracle.isLinearizable(REGISTER, history);
        boolean depthFirst = true;
        boolean breadthFirst = true;
        for (Calls calls : calls(history, REGISTER.model())) {
            Optional<List<Integer>> order = Engines.reducedDepthFirstOrder(calls);
            depthFirst &= order.isPresent();
            breadthFirst &= Engines.reducedBreadthFirstFinds(calls);
            order.ifPresent(found -> replay(calls, found, history));
            if (expected) {
                replay(calls, Engines.breadthFirstOrder(calls), history);
            }
        }
        assertThat(List.of(depthFirst, breadthFirst))
                .as(HistoryWriter.toEdn(history))
                .containsExactly(expected, expected);
        return expected;
    }

    private record Interval(double begin, double effect, double end) {

        static Interval draw(Random random, double longest) {
            double begin = random.nextDouble();
            double length = (random.nextInt(3) == 0 ? 3 : 1) * longest * random.nextDouble();
            return new Interval(begin, begin + length * random.nextDouble(), begin + length);
        }
    }

    private record Event(double time, Operation operation) {}

    /** Returns a history of operations with short and long intervals; half of the histories have wrong reads. */
    static History withLongIntervals(Random random) {
        double longest = 0.1 + 0.4 * random.nextDouble();
        List<Interval> intervals = IntStream.range(0, 5 + random.nextInt(7))
                .mapToObj(i -> Interval.draw(random, longest))
                .sorted(Comparator.comparingDouble(Interval::effect))
                .toList();
        int values = 1 + random.nextInt(5);
        boolean hasWrongReads = random.nextBoolean();
        List<Event> events = new ArrayList<>();
        Object register = null;
        for (int process = 0; process < intervals.size(); process++) {
            Interval interval = intervals.get(process);
            Object from = random.nextInt(4) > 0 ? register : (Object) (long) random.nextInt(values);
            Object to = (long) random.nextInt(values);
            boolean crashes = random.nextInt(6) == 0;
            boolean takesEffect = !crashes || random.nextBoolean();
            int drawn = random.nextInt(3);
            boolean isCas = drawn == 2 && (crashes || Objects.equals(from, register));
            String function = drawn == 1 ? "write" : isCas ? "cas" : "read";
            Object argument = drawn == 1 ? to : isCas ? Arrays.asList(from, to) : null;
            boolean isChanged = takesEffect && (drawn == 1 || isCas && Objects.equals(from, register));
            register = isChanged ? to : register;
            boolean isWrong = hasWrongReads && random.nextInt(3) == 0;
            Object result = function.equals("read") ? isWrong ? to : register : argument;
            events.add(new Event(interval.begin, operation(Type.INVOKE, process, function, argument)));
            if (!crashes) {
                events.add(new Event(interval.end, operation(Type.OK, process, function, result)));
            }
        }
        return History.of(events.stream()
                .sorted(Comparator.comparingDouble(Event::time))
                .map(Event::operation)
                .toList());
    }

    private static Operation operation(Type type, int process, String function, Object value) {
        return new Operation(0, Operation.NO_TIME, type, process, function, value);
    }

    static Collection<Calls> calls(History history, Model model) {
        return Partition.of(history, model, false, new Meter(Budget.DEFAULT))
                .calls()
                .values();
    }

    /** Asserts that the order has each completed call once, keeps real time, and explains each result. */
    private static void replay(Calls calls, List<Integer> order, History history) {
        int state = 0;
        int lastBegin = -1;
        Set<Integer> placed = new HashSet<>();
        for (int operation : order) {
            int call = callOf(calls, operation);
            state = calls.transitions().step(state, calls.kind()[call]);
            boolean follows = state >= 0 && calls.returned()[call] > lastBegin && placed.add(call);
            lastBegin = Math.max(lastBegin, calls.invoked()[call]);
            assertThat(follows)
                    .as(() -> "operation " + operation + " in " + order + "\n" + HistoryWriter.toEdn(history))
                    .isTrue();
        }
        for (int call : calls.byReturn()) {
            assertThat(placed).contains(call);
        }
    }

    private static int callOf(Calls calls, int operation) {
        int call = 0;
        while (calls.operation()[call] != operation) {
            call++;
        }
        return call;
    }
}

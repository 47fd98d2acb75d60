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
import dev.squall.history.HistoryWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Orders found by searches that hide writes, replayed call by call. */
class HiddenWritesTest {

    private static final int HISTORIES = 5_000;

    @Test
    void ordersOfSmallHistoriesReplay() {
        Random random = new Random(19);
        RegisterSpec spec = new RegisterSpec(true, false);
        int replayed = 0;
        for (int i = 0; i < HISTORIES; i++) {
            History valid = SmallHistories.valid(spec, 4 + random.nextInt(7), 2 + random.nextInt(4), random);
            History history = random.nextBoolean() ? valid : SmallHistories.damaged(spec, valid, random);
            if (Oracle.isLinearizable(spec, history)) {
                for (Calls calls : calls(history, spec.model())) {
                    replay(calls, Engines.depthFirstOrder(calls), history);
                    replay(calls, Engines.breadthFirstOrder(calls), history);
                    replayed++;
                }
            }
        }
        assertThat(replayed).isGreaterThan(HISTORIES / 2);
    }

    @Test
    void orderOfManyClientsAndValuesReplays() {
        for (double crashed : new double[] {0, 0.01}) {
            History history = GeneratedHistories.valid(new Shape(3_000, 50, 50, crashed, 1));
            for (Calls calls : calls(history, new CasRegister(0L))) {
                replay(calls, Engines.depthFirstOrder(calls), history);
            }
        }
    }

    private static Iterable<Calls> calls(History history, Model model) {
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

package dev.squall.workload.standard;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.linear.OnlineLinearizability;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.check.linear.model.Model;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.workload.OnlineChecker;
import dev.squall.workload.ProvingChecker;
import java.util.List;
import java.util.Optional;

/**
 * Workload of races on registers. A key is written once; then all clients read it and try to replace its first value by
 * unique values of their own. At most one compare-and-set of each key may succeed.
 */
final class CompareAndSetWorkload extends LinKvRegisters {

    private static final Model REGISTER = new CasRegister(null);
    static final int CALLS_PER_KEY = 20;
    private static final int THREADS_PER_KEY = 10;
    private static final Long FIRST_VALUE = 0L;

    @Override
    public String name() {
        return "compare-and-set";
    }

    @Override
    public String description() {
        return "many cas from one value, of which one may succeed; must be linearizable";
    }

    @Override
    public Generator generator(int concurrency) {
        return Generators.independent(
                Math.min(THREADS_PER_KEY, concurrency),
                key -> Generators.phases(List.of(
                        Generators.once("write", FIRST_VALUE), Generators.limit(CALLS_PER_KEY, new Rivals(1)))));
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new ProvingChecker(REGISTER, true), new Statistics());
    }

    /** Generates compare-and-sets of the first value to 1, 2, 3, ..., and sometimes a read. */
    private record Rivals(long nextValue) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            int thread = context.anyFreeThread();
            return context.random().nextInt(4) == 0
                    ? new Step.Emit(new Call(thread, "read", null), this)
                    : new Step.Emit(
                            new Call(thread, "cas", List.of(FIRST_VALUE, nextValue)), new Rivals(nextValue + 1));
        }
    }

    @Override
    public Optional<OnlineChecker> onlineChecker(Budget budgetPerOperation) {
        return Optional.of(new OnlineLinearizability(REGISTER, true, budgetPerOperation)::accept);
    }
}

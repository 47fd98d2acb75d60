package dev.squall.workload.standard;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.linear.OnlineLinearizability;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.workload.OnlineChecker;
import dev.squall.workload.ProvingChecker;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Workload of reads, writes and compare-and-sets of registers, like Maelstrom's lin-kv. Registers take only few values,
 * so that a compare-and-set often succeeds. All clients use the same few keys, so that operations are concurrent with
 * others on the same key. A fresh key replaces each key after {@link #CALLS_PER_KEY} calls, so that a key has few
 * operations with unknown outcome.
 */
public final class LinKvWorkload extends LinKvRegisters {

    static final int CALLS_PER_KEY = 300;
    private static final int VALUES = 5;
    private static final int THREADS_PER_KEY = 10;
    private static final CasRegister REGISTER = new CasRegister(null);

    @Override
    public String name() {
        return "lin-kv";
    }

    @Override
    public String description() {
        return "read, write and cas of independent registers; must be linearizable";
    }

    @Override
    public Generator generator(int concurrency) {
        Generator calls = Generators.forever(context -> randomCall(context.random()));
        return Generators.independent(
                Math.min(THREADS_PER_KEY, concurrency), key -> Generators.limit(CALLS_PER_KEY, calls));
    }

    private static Call randomCall(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Call(0, "write", value(random));
            case 1 -> new Call(0, "cas", List.of(value(random), value(random)));
            default -> new Call(0, "read", null);
        };
    }

    private static Long value(RandomGenerator random) {
        return (long) random.nextInt(VALUES);
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new ProvingChecker(REGISTER, true), new Statistics());
    }

    @Override
    public Optional<OnlineChecker> onlineChecker(Budget budgetPerOperation) {
        return Optional.of(new OnlineLinearizability(REGISTER, true, budgetPerOperation)::accept);
    }
}

package dev.squall.workload;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.linear.Model;
import dev.squall.check.linear.OnlineLinearizability;
import dev.squall.check.linear.model.Models;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes of registers, without compare-and-set. No value is written twice to a key, so that each read tells
 * which write it saw, and long histories stay cheap to decide.
 */
public final class RegisterWorkload extends LinKvRegisters {

    private static final Model REGISTER = Models.named("register").model();
    static final int CALLS_PER_KEY = 300;
    private static final int THREADS_PER_KEY = 10;

    @Override
    public String name() {
        return "register";
    }

    @Override
    public String description() {
        return "read and write of independent registers; must be linearizable";
    }

    @Override
    public Generator generator(int concurrency) {
        return Generators.independent(
                Math.min(THREADS_PER_KEY, concurrency), key -> Generators.limit(CALLS_PER_KEY, new UniqueWrites()));
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

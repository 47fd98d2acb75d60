package dev.squall.workload.standard;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.linear.OnlineLinearizability;
import dev.squall.check.linear.model.Model;
import dev.squall.check.linear.model.Models;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.workload.OnlineChecker;
import dev.squall.workload.ProvingChecker;
import java.util.List;
import java.util.Optional;

/**
 * Workload of reads and writes of registers, without compare-and-set. Each write to a key has a unique value, so that
 * each read identifies its write. Unique values make even long histories cheap to check.
 *
 * <p>Either every client reads and writes, or half of the clients only read. A client whose write is blocked at its
 * node makes no other request meanwhile. A client that only reads can still observe the node.
 */
public final class RegisterWorkload extends LinKvRegisters {

    private static final Model REGISTER = Models.named("register").model();
    static final int CALLS_PER_KEY = 300;
    private static final int THREADS_PER_KEY = 10;

    private final boolean hasReaders;

    /** Creates the workload {@code register}, in which every client reads and writes. */
    public RegisterWorkload() {
        this(false);
    }

    private RegisterWorkload(boolean hasReaders) {
        this.hasReaders = hasReaders;
    }

    /** Returns the workload {@code register-readers}, in which half of the clients only read. */
    public static RegisterWorkload withReaders() {
        return new RegisterWorkload(true);
    }

    @Override
    public String name() {
        return hasReaders ? "register-readers" : "register";
    }

    @Override
    public String description() {
        return "read and write of independent registers" + (hasReaders ? " by clients of which half only read" : "")
                + "; must be linearizable";
    }

    @Override
    public Generator generator(int concurrency) {
        int threads = Math.min(THREADS_PER_KEY, concurrency);
        Generator calls =
                hasReaders ? Generators.reserve((threads + 1) / 2, new UniqueWrites(), reads()) : new UniqueWrites();
        return Generators.independent(threads, key -> Generators.limit(CALLS_PER_KEY, calls));
    }

    private static Generator reads() {
        return Generators.forever(context -> new Call(0, "read", null));
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

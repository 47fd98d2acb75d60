package dev.squall.run;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.client.Client;
import dev.squall.generator.Generator;
import dev.squall.history.Operation;
import dev.squall.node.Vocabulary;
import dev.squall.workload.OnlineChecker;
import dev.squall.workload.Workload;
import dev.squall.workload.standard.LinKvWorkload;
import java.util.List;
import java.util.Optional;

/** The workload lin-kv with other checks. */
record CheckedWorkload(List<Checker> checkers, OnlineChecker online) implements Workload {

    private static final Workload LIN_KV = new LinKvWorkload();

    @Override
    public String name() {
        return LIN_KV.name();
    }

    @Override
    public String description() {
        return LIN_KV.description();
    }

    @Override
    public Vocabulary vocabulary() {
        return LIN_KV.vocabulary();
    }

    @Override
    public Client client() {
        return LIN_KV.client();
    }

    @Override
    public Generator generator(int concurrency) {
        return LIN_KV.generator(concurrency);
    }

    @Override
    public Generator probe() {
        return LIN_KV.probe();
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return LIN_KV.finalReads(operationsSoFar);
    }

    @Override
    public Optional<OnlineChecker> onlineChecker(Budget budgetPerOperation) {
        return Optional.of(online);
    }
}

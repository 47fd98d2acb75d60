package dev.squall.workload.standard;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.convergence.MultiValueConvergence;
import dev.squall.check.convergence.Replicas;
import dev.squall.client.Client;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.history.Operation;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.MultiValueMap;
import dev.squall.workload.Workload;
import java.util.Arrays;
import java.util.List;

/**
 * Workload of reads and writes of multi-value registers. After healing, all replicas must be equal. An acknowledged
 * write may only be lost to a write that knew of it. Each client stays at one node. Every write has a unique value.
 */
final class MultiValueWorkload implements Workload {

    @Override
    public String name() {
        return "multi-value-register";
    }

    @Override
    public String description() {
        return "read and write of multi-value registers; replicas must become equal, and keep concurrent values";
    }

    @Override
    public Vocabulary vocabulary() {
        return MultiValueMap.VOCABULARY;
    }

    @Override
    public Client client() {
        return new MultiValueClient();
    }

    @Override
    public Generator generator(int concurrency) {
        return new RotatingKeys(
                (context, fresh) ->
                        context.random().nextBoolean() ? new Call(0, "read", null) : new Call(0, "write", fresh),
                0);
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, "read", Arrays.asList(0L, null)));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return ReplicaReads.of(operationsSoFar);
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new MultiValueConvergence(Replicas.named()), new Statistics());
    }
}

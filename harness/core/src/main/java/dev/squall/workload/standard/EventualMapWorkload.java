package dev.squall.workload.standard;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.convergence.Replicas;
import dev.squall.check.register.RegisterConvergence;
import dev.squall.check.register.Winner;
import dev.squall.client.Client;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.history.Operation;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.EventualMap;
import dev.squall.workload.Workload;
import java.util.Arrays;
import java.util.List;

/**
 * Workload of reads, writes and, optionally, deletes of last-writer-wins registers. After healing, all replicas must be
 * equal. No acknowledged write or delete may be lost to an operation that it causally follows. Each client stays at one
 * node. Every write has a unique value.
 */
final class EventualMapWorkload implements Workload {

    private static final int PARTS = 8;
    private static final int READS = 4;
    private static final int DELETES = 1;

    private final boolean deletes;

    private EventualMapWorkload(boolean deletes) {
        this.deletes = deletes;
    }

    /** Returns the workload {@code eventual-register}, without deletes. */
    public static EventualMapWorkload withoutDeletes() {
        return new EventualMapWorkload(false);
    }

    /** Returns the workload {@code eventual-map}, with deletes. */
    public static EventualMapWorkload withDeletes() {
        return new EventualMapWorkload(true);
    }

    @Override
    public String name() {
        return deletes ? "eventual-map" : "eventual-register";
    }

    @Override
    public String description() {
        return (deletes ? "read, write and delete" : "read and write")
                + " of registers; replicas must become equal, and lose nothing to what it causally follows";
    }

    @Override
    public Vocabulary vocabulary() {
        return EventualMap.VOCABULARY;
    }

    @Override
    public Client client() {
        return new EventualMapClient();
    }

    @Override
    public Generator generator(int concurrency) {
        return new RotatingKeys(this::draw, 0);
    }

    private Call draw(Context context, Long fresh) {
        int part = context.random().nextInt(PARTS);
        if (part < READS) {
            return new Call(0, "read", null);
        }
        return deletes && part < READS + DELETES ? new Call(0, "delete", null) : new Call(0, "write", fresh);
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
        return List.of(new RegisterConvergence(Winner.CAUSALLY_LAST, Replicas.named(), null, true), new Statistics());
    }
}

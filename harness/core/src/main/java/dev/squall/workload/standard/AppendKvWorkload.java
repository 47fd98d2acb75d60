package dev.squall.workload.standard;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.append.LinearizableAppends;
import dev.squall.client.Client;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.history.Operation;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.AppendKv;
import dev.squall.workload.Workload;
import java.util.Arrays;
import java.util.List;

/**
 * Workload of gets of strings and appends to them. Each append to a key adds a unique number and a comma. The string
 * therefore shows which appends took effect, in which order, and how often. All clients use the same few keys; a fresh
 * key after {@link #CALLS_PER_KEY} calls keeps the strings short.
 */
final class AppendKvWorkload implements Workload {

    static final int CALLS_PER_KEY = 200;
    private static final int THREADS_PER_KEY = 10;

    @Override
    public String name() {
        return "append-kv";
    }

    @Override
    public String description() {
        return "get of and append to independent strings; must be linearizable, each append done once";
    }

    @Override
    public Vocabulary vocabulary() {
        return AppendKv.VOCABULARY;
    }

    @Override
    public Client client() {
        return new AppendKvClient();
    }

    @Override
    public Generator generator(int concurrency) {
        return Generators.independent(
                Math.min(THREADS_PER_KEY, concurrency), key -> Generators.limit(CALLS_PER_KEY, new Calls(0)));
    }

    /** @param next number of the next append */
    private record Calls(long next) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            int thread = context.anyFreeThread();
            return context.random().nextBoolean()
                    ? new Step.Emit(new Call(thread, "get", null), this)
                    : new Step.Emit(new Call(thread, "append", next + ","), new Calls(next + 1));
        }
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, "get", getOf(0L)));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.sequence(operationsSoFar.stream()
                .filter(Operation::isClient)
                .map(operation -> ((List<?>) operation.value()).get(0))
                .distinct()
                .sorted()
                .map(key -> Generators.once("get", getOf(key)))
                .toList());
    }

    private static List<Object> getOf(Object key) {
        return Arrays.asList(key, null);
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new LinearizableAppends(), new Statistics());
    }
}

package dev.squall.lectures.rpc;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.Verdict;
import dev.squall.check.totals.CounterBounds;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Workload that increments and reads one counter by remote procedure calls. The value of an increment operation is its
 * unique name. A node has recovered when each of its calls has a response.
 */
final class CounterWorkload implements Workload {

    static final String NAME = "rpc-counter";
    static final String INCREMENT = "increment";
    static final String READ = "read";
    private static final String FLUSH = "flush";

    private static final Client CLIENT = new CounterClient();
    private static final Checker BOUNDS = new IncrementBounds();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "increments of a counter by remote procedure calls; each acknowledged one takes effect once,"
                + " every other at most once";
    }

    @Override
    public Vocabulary vocabulary() {
        return RpcMessages.VOCABULARY;
    }

    @Override
    public Client client() {
        return CLIENT;
    }

    @Override
    public Generator generator(int concurrency) {
        return new Calls(1);
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, FLUSH, null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.eachThread(Generators.once(READ, null));
    }

    @Override
    public List<Checker> checkers() {
        return List.of(BOUNDS, new Statistics());
    }

    @Override
    public List<Promise> promises() {
        return Stream.concat(
                        Workload.super.promises().stream(),
                        CounterJournal.PROPERTIES.stream().map(Promise::of))
                .toList();
    }

    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        return new CounterJournal();
    }

    /** Generator of increments, named 1, 2, 3, ..., and on average as many reads. */
    private record Calls(long name) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            int thread = context.anyFreeThread();
            return context.random().nextBoolean()
                    ? new Step.Emit(new Call(thread, READ, null), this)
                    : new Step.Emit(new Call(thread, INCREMENT, name), new Calls(name + 1));
        }
    }

    /**
     * Client that translates operations into requests to a stub. The stub runs in the node that receives the request.
     */
    private static final class CounterClient implements Client {

        @Override
        public Body request(Call call) {
            return switch (call.function()) {
                case INCREMENT -> new RpcMessages.Increment(call.value());
                case READ -> new RpcMessages.Read();
                case FLUSH -> new RpcMessages.Flush();
                default -> throw new IllegalArgumentException(NAME + " has no function " + call.function());
            };
        }

        @Override
        public Completion complete(Call call, Body reply) {
            if (call.function().equals(READ) && reply instanceof RpcMessages.ReadOk read) {
                return Completion.ok(read.counter());
            } else if (call.function().equals(INCREMENT) && reply instanceof RpcMessages.IncrementOk
                    || call.function().equals(FLUSH) && reply instanceof RpcMessages.FlushOk) {
                return Completion.ok(call.value());
            }
            throw new UnexpectedReplyException(call.function(), reply, call.function() + "_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return !function.equals(INCREMENT);
        }
    }

    /** Checker that applies {@link CounterBounds} to named increments by 1. */
    private static final class IncrementBounds implements Checker {

        private final Checker bounds = new CounterBounds();

        @Override
        public String name() {
            return bounds.name();
        }

        @Override
        public Verdict check(History history, Budget budget) {
            return bounds.check(
                    History.ofIndexed(history.operations().stream()
                            .filter(operation -> !operation.isClient()
                                    || !operation.function().equals(FLUSH))
                            .map(IncrementBounds::asAdd)
                            .toList()),
                    budget);
        }

        private static Operation asAdd(Operation operation) {
            return operation.isClient() && operation.function().equals(INCREMENT)
                    ? new Operation(
                            operation.index(),
                            operation.timeNanos(),
                            operation.type(),
                            operation.process(),
                            "add",
                            1L,
                            operation.extras())
                    : operation;
        }

        @Override
        public Set<String> observingFunctions() {
            return bounds.observingFunctions();
        }
    }
}

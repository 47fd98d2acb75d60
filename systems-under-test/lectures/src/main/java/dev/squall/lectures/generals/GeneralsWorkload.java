package dev.squall.lectures.generals;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.history.Operation;
import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import java.util.List;

/**
 * Workload of orders to attack or to retreat, for battles 1, 2, 3, .... Every client sends its orders to the first
 * node, the commander. A node has recovered when it has decided on every battle known to it.
 */
final class GeneralsWorkload implements Workload {

    static final String NAME = "generals";
    private static final String ATTACK = "attack";
    private static final String RETREAT = "retreat";
    private static final String FLUSH = "flush";

    private static final Client CLIENT = new CommanderClient();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "orders to attack or retreat; in each battle, all loyal generals must decide alike";
    }

    @Override
    public Vocabulary vocabulary() {
        return GeneralsMessages.VOCABULARY;
    }

    @Override
    public Client client() {
        return CLIENT;
    }

    @Override
    public Generator generator(int concurrency) {
        return new Orders(1);
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, FLUSH, null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.nothing();
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new Statistics());
    }

    @Override
    public List<Promise> promises() {
        return List.of(Promise.of(GeneralsJournal.AGREE));
    }

    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        return new GeneralsJournal();
    }

    private record Orders(long battle) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            String order = context.random().nextBoolean() ? ATTACK : RETREAT;
            return new Step.Emit(new Call(context.anyFreeThread(), order, battle), new Orders(battle + 1));
        }
    }

    private static final class CommanderClient implements Client {

        @Override
        public Body request(Call call) {
            return switch (call.function()) {
                case ATTACK, RETREAT ->
                    new GeneralsMessages.Order(
                            ((Number) call.value()).longValue(), call.function().equals(ATTACK));
                case FLUSH -> new GeneralsMessages.Flush();
                default -> throw new IllegalArgumentException(NAME + " has no function " + call.function());
            };
        }

        @Override
        public Completion complete(Call call, Body reply) {
            boolean isFlush = call.function().equals(FLUSH);
            if (isFlush ? reply instanceof GeneralsMessages.FlushOk : reply instanceof GeneralsMessages.OrderOk) {
                return Completion.ok(call.value());
            }
            throw new UnexpectedReplyException(call.function(), reply, isFlush ? "flush_ok" : "order_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return function.equals(FLUSH);
        }

        @Override
        public String node(Call call, long requestsBefore, List<String> nodeIds) {
            return call.function().equals(FLUSH) ? node(call.thread(), nodeIds) : nodeIds.get(0);
        }
    }
}

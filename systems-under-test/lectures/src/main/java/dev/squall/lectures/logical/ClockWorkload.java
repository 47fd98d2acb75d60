package dev.squall.lectures.logical;

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
import dev.squall.node.protocol.Links;
import dev.squall.node.protocol.LogicalClocks;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.function.Function;

/**
 * Workload of events and messages at every node with a client. The messages are numbered 1, 2, 3, .... The analysis
 * checks the timestamps in the journalled {@linkplain dev.squall.node.protocol.ClockFacts facts}.
 *
 * @param name name of the workload
 * @param description description of the workload in lists
 * @param properties names of the checked properties
 * @param analysis factory of the analysis of journals, from the names of the nodes
 */
record ClockWorkload(
        String name, String description, List<String> properties, Function<List<String>, JournalAnalysis> analysis)
        implements Workload {

    static final String EVENT = "event";
    static final String SEND = "send";

    static final ClockWorkload LAMPORT = new ClockWorkload(
            "lamport-timestamps",
            "events and messages; Lamport timestamps must rise with causality, and be unique at each node",
            List.of("lamport-clock", "lamport-total-order"),
            ClockJournal::lamport);

    static final ClockWorkload VECTOR = new ClockWorkload(
            "vector-timestamps",
            "events and messages; vector timestamps must be ordered exactly as the events are by causality",
            List.of("vector-clock"),
            ClockJournal::vector);

    @Override
    public Vocabulary vocabulary() {
        return LogicalClocks.VOCABULARY;
    }

    @Override
    public Client client() {
        return new ClockClient();
    }

    @Override
    public Generator generator(int concurrency) {
        return new Events(1);
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, EVENT, null));
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
        return properties.stream().map(Promise::of).toList();
    }

    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        return analysis.apply(nodes);
    }

    /**
     * Generator of events and, on average, twice as many messages to random other nodes. In a cluster of one, a node
     * sends messages to itself.
     */
    private record Events(long number) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            List<String> nodeIds = context.nodeIds();
            int thread = context.anyFreeThread();
            if (context.random().nextInt(3) == 0) {
                return new Step.Emit(new Call(thread, EVENT, null), this);
            }
            int sender = thread % nodeIds.size();
            int distance = nodeIds.size() == 1 ? 0 : 1 + context.random().nextInt(nodeIds.size() - 1);
            String to = nodeIds.get((sender + distance) % nodeIds.size());
            return new Step.Emit(new Call(thread, SEND, List.of(to, number)), new Events(number + 1));
        }
    }

    /**
     * Client that requests events and messages. The result of an event is its timestamp, if the reply contains the
     * timestamp.
     */
    private static final class ClockClient implements Client {

        @Override
        public Body request(Call call) {
            return switch (call.function()) {
                case SEND -> {
                    List<?> toAndMessage = (List<?>) call.value();
                    yield new Links.Send((String) toAndMessage.get(0), toAndMessage.get(1));
                }
                case EVENT -> new LogicalClocks.Event();
                default -> throw new IllegalArgumentException("logical clocks have no function " + call.function());
            };
        }

        @Override
        public Completion complete(Call call, Body reply) {
            if (call.function().equals(SEND) && reply instanceof Links.SendOk) {
                return Completion.ok(call.value());
            } else if (call.function().equals(EVENT) && reply instanceof LogicalClocks.EventOk eventOk) {
                return Completion.ok(eventOk.timestamp());
            }
            throw new UnexpectedReplyException(call.function(), reply, call.function() + "_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return false;
        }
    }
}

package dev.squall.workload.standard;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.session.MeasuredGuarantees;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.history.Operation;
import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import dev.squall.workload.Workload;
import java.util.Arrays;
import java.util.List;

/**
 * Workload of reads and writes of registers that measures the session guarantees of a store without judging them
 * (lectures 5.2 and 7.3). Clients stay at one node, or send requests to each node in turn. Every write has a unique
 * value.
 */
final class SessionWorkload implements Workload {

    private final boolean roaming;

    private SessionWorkload(boolean roaming) {
        this.roaming = roaming;
    }

    /** Returns the workload {@code session-sticky}, in which each client stays at one node. */
    public static SessionWorkload sticky() {
        return new SessionWorkload(false);
    }

    /** Returns the workload {@code session-roaming}, in which each client sends requests to the nodes in turn. */
    public static SessionWorkload roaming() {
        return new SessionWorkload(true);
    }

    @Override
    public String name() {
        return roaming ? "session-roaming" : "session-sticky";
    }

    @Override
    public String description() {
        return "read and write of registers by clients that " + (roaming ? "ask each node in turn" : "stay at one node")
                + "; measures which session guarantees are kept";
    }

    @Override
    public Vocabulary vocabulary() {
        return LinKv.VOCABULARY;
    }

    @Override
    public Client client() {
        return roaming ? new Roaming(new LinKvClient()) : new LinKvClient();
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

    /** Returns no reads, since sessions are measured only while faults may be in force. */
    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.nothing();
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new MeasuredGuarantees(null, true), new Statistics());
    }

    /** Client that sends each request to the next node in turn. Another client encodes requests and decodes replies. */
    private record Roaming(Client speaker) implements Client {

        @Override
        public String node(Call call, long requestsBefore, List<String> nodeIds) {
            return nodeIds.get((int) ((call.thread() + requestsBefore) % nodeIds.size()));
        }

        @Override
        public Body request(Call call) {
            return speaker.request(call);
        }

        @Override
        public Completion complete(Call call, Body reply) {
            return speaker.complete(call, reply);
        }

        @Override
        public Completion completeWithError(Call call, ErrorReply error) {
            return speaker.completeWithError(call, error);
        }

        @Override
        public boolean isReadOnly(String function) {
            return speaker.isReadOnly(function);
        }
    }
}

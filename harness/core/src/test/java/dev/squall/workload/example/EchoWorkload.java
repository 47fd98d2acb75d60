package dev.squall.workload.example;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.Verdict;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.history.ClientOperation;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.workload.Workload;
import java.util.List;
import java.util.Map;

/** Asks nodes to say a number back. */
public final class EchoWorkload implements Workload {

    /** Asks for {@code echo} back; on the wire {@code {"type": "echo", "echo": 7}}. */
    public record Echo(Object echo) implements Body {}

    /** Says it back. */
    public record EchoOk(Object echo) implements Body {}

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String description() {
        return "say a number back; the same number must come back";
    }

    @Override
    public Vocabulary vocabulary() {
        return new Vocabulary(List.of(Echo.class, EchoOk.class, ErrorReply.class), List.of(), List.of());
    }

    @Override
    public Client client() {
        return new EchoClient();
    }

    @Override
    public Generator generator(int concurrency) {
        return Generators.forever(
                context -> new Call(0, "echo", (long) context.random().nextInt(1_000)));
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, "echo", 0L));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.nothing();
    }

    @Override
    public List<Checker> checkers() {
        return List.of(new SameComesBack(), new Statistics());
    }

    private static final class EchoClient implements Client {

        @Override
        public Body request(Call call) {
            return new Echo(call.value());
        }

        @Override
        public Completion complete(Call call, Body reply) {
            if (reply instanceof EchoOk echoOk) {
                return Completion.ok(echoOk.echo());
            }
            throw new UnexpectedReplyException("echo", reply, "echo_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return true;
        }
    }

    private static final class SameComesBack implements Checker {

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public Verdict check(History history, Budget budget) {
            for (ClientOperation operation : ClientOperation.of(history)) {
                if (operation.isOk() && !operation.result().equals(operation.argument())) {
                    return Verdict.violation(
                            name(),
                            "wrong-echo",
                            "operation " + operation.index() + " sent " + operation.argument() + ", and "
                                    + operation.result() + " came back",
                            List.of(operation.index()),
                            Map.of());
                }
            }
            return Verdict.valid(name(), "every answer is what was sent", Map.of());
        }
    }
}

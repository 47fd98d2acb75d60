package dev.squall.workload.maelstrom;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.totals.Echoes;
import dev.squall.check.totals.UniqueIds;
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
import dev.squall.node.protocol.Echo;
import dev.squall.workload.Workload;
import java.util.List;

/**
 * Workload of one kind of request, whose replies alone are judged: echo or unique-ids.
 *
 * @param function function of the requests
 * @param checker checker of the replies
 */
record ReplyWorkload(String name, String description, String function, Vocabulary vocabulary, Checker checker)
        implements Workload {

    private static final String ECHO = "echo";

    /** Returns the workload whose replies must hold the request's value. */
    static Workload echo() {
        return new ReplyWorkload(
                ECHO, "values that must come back as they were sent", ECHO, Echo.VOCABULARY, new Echoes());
    }

    /** Returns the workload whose replies must hold ids that differ. */
    static Workload uniqueIds() {
        return new ReplyWorkload(
                "unique-ids", "ids that must all differ, of any JSON type", "generate", Echo.IDS, new UniqueIds());
    }

    @Override
    public boolean measuresMessages() {
        return true;
    }

    @Override
    public Client client() {
        return new ReplyClient();
    }

    @Override
    public Generator generator(int concurrency) {
        return new Requests(function, 0);
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, function, function.equals(ECHO) ? "are you there?" : null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.nothing();
    }

    @Override
    public List<Checker> checkers() {
        return List.of(checker, new Statistics());
    }

    /** @param number number of the next request */
    private record Requests(String function, long number) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            Object value = function.equals(ECHO)
                    ? "Please echo " + number + "/" + context.random().nextInt(128)
                    : null;
            return new Step.Emit(
                    new Call(context.anyFreeThread(), function, value), new Requests(function, number + 1));
        }
    }

    /** Client of both workloads. An echo has an effect on nobody, and a lost id is nobody's. */
    private static final class ReplyClient implements Client {

        @Override
        public Body request(Call call) {
            return call.function().equals(ECHO) ? new Echo.Request(call.value()) : new Echo.Generate();
        }

        @Override
        public Completion complete(Call call, Body reply) {
            if (call.function().equals(ECHO) && reply instanceof Echo.EchoOk echo) {
                return Completion.ok(echo.echo());
            } else if (!call.function().equals(ECHO) && reply instanceof Echo.GenerateOk generated) {
                return Completion.ok(generated.id());
            }
            throw new UnexpectedReplyException(call.function(), reply, call.function() + "_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return function.equals(ECHO);
        }
    }
}

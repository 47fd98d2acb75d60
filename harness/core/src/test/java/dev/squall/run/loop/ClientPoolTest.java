package dev.squall.run.loop;

import static dev.squall.run.Experiments.assertWellFormed;
import static dev.squall.run.Experiments.completions;
import static dev.squall.run.Experiments.receiving;
import static dev.squall.run.Experiments.record;
import static dev.squall.run.Experiments.small;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import dev.squall.run.RegisterNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ClientPoolTest {

    private static final long MILLISECOND = 1_000_000L;

    @Test
    void silenceIsInfoForWritesAndFailForReads() {
        History history =
                record(small(), receiving((environment, message) -> {})).history();

        assertCompletions(history, Type.FAIL, Type.INFO);
        assertThat(completions(history, "write"))
                .allSatisfy(operation ->
                        assertThat(operation.extras().get("error").toString()).startsWith("no answer from n"));
        assertWellFormed(history, 6);
    }

    @Test
    void operationTimesOutAfterItsTimeout() {
        History history =
                record(small(), receiving((environment, message) -> {})).history();
        Operation invocation = history.operations().stream()
                .filter(operation ->
                        operation.type() == Type.INVOKE && operation.function().equals("write"))
                .findFirst()
                .orElseThrow();
        Operation completion = history.operations().stream()
                .filter(operation ->
                        operation.process() == invocation.process() && operation.index() > invocation.index())
                .findFirst()
                .orElseThrow();

        assertThat(completion.type()).isEqualTo(Type.INFO);
        assertThat(completion.timeNanos() - invocation.timeNanos()).isEqualTo(500 * MILLISECOND);
    }

    @Test
    void processIsReplacedAfterInfo() {
        History history = record(small(3, 6, 50, 3_000), receiving((environment, message) -> {}))
                .history();
        Set<Integer> processes = history.operations().stream()
                .filter(Operation::isClient)
                .map(Operation::process)
                .collect(Collectors.toSet());
        Set<Integer> ended = completions(history, "write").stream()
                .map(Operation::process)
                .collect(Collectors.toCollection(HashSet::new));

        assertThat(ended).hasSizeGreaterThan(6);
        assertThat(processes).allMatch(process -> process < 6 || processes.contains(process - 6));
    }

    @Property
    void writeErrorIsFailIfDefiniteElseInfo(@ForAll ErrorCode code) {
        History history = record(
                        small(),
                        receiving(
                                (environment, message) -> environment.reply(message, new ErrorReply(code, "because"))))
                .history();

        boolean readSucceeds = code == ErrorCode.KEY_DOES_NOT_EXIST;
        assertCompletions(history, readSucceeds ? Type.OK : Type.FAIL, code.isDefinite() ? Type.FAIL : Type.INFO);
        assertThat(completions(history, "write")).allSatisfy(operation -> assertThat(operation.extras())
                .containsEntry("error", code.code() + " because"));
    }

    @Test
    void unknownErrorCodeIsIndefinite() {
        History history = record(
                        small(),
                        receiving((environment, message) -> environment.reply(message, new ErrorReply(1_001, "odd"))))
                .history();
        assertCompletions(history, Type.FAIL, Type.INFO);
    }

    @Test
    void repeatedOrLateRepliesChangeNothing() {
        History history =
                record(small(), receiving(ClientPoolTest::answerTwiceAndSlowly)).history();

        assertWellFormed(history, 6);
        assertCompletions(history, Type.FAIL, Type.INFO);
        assertThat(completions(history, "cas")).allMatch(operation -> operation.type() == Type.OK);
    }

    /** Reads and writes are answered after the clients' time-out of 500 ms, and cas at once but twice. */
    private static void answerTwiceAndSlowly(Environment environment, Message message) {
        Body answer = message.body() instanceof LinKv.Read
                ? new LinKv.ReadOk(1L)
                : message.body() instanceof LinKv.Write ? new LinKv.WriteOk() : new LinKv.CasOk();
        if (answer instanceof LinKv.CasOk) {
            environment.reply(message, answer);
            environment.reply(message, answer);
        } else {
            environment.setTimer(501, () -> environment.reply(message, answer));
        }
    }

    @Test
    void requestToADownNodeFailsAtOnce() {
        List<Operation> refused = record(small("kill"), RegisterNode::new).history().operations().stream()
                .filter(operation -> operation.extras().containsKey("error"))
                .filter(operation -> operation.extras().get("error").toString().endsWith("is down"))
                .toList();

        assertThat(refused).isNotEmpty().allMatch(operation -> operation.type() == Type.FAIL);
        assertThat(refused).anyMatch(operation -> operation.function().equals("write"));
    }

    private static void assertCompletions(History history, Type read, Type write) {
        assertThat(completions(history, "read")).isNotEmpty().allMatch(operation -> operation.type() == read);
        assertThat(completions(history, "write")).isNotEmpty().allMatch(operation -> operation.type() == write);
    }
}

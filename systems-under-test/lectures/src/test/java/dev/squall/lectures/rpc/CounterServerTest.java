package dev.squall.lectures.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.rpc.RpcFacts.Executed;
import dev.squall.lectures.rpc.RpcFacts.Recovered;
import dev.squall.lectures.rpc.RpcMessages.Request;
import dev.squall.lectures.rpc.RpcMessages.RequestId;
import dev.squall.lectures.rpc.RpcMessages.Response;
import dev.squall.lectures.rpc.flawed.NoDeduplication;
import dev.squall.lectures.rpc.flawed.TableCutTooEarly;
import dev.squall.lectures.rpc.flawed.TableInMemory;
import dev.squall.testkit.LoneNode;
import dev.squall.world.WriteLoss;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the server of a cluster of three, whose stubs n2 and n3 the test plays. */
class CounterServerTest {

    private LoneNode server = new LoneNode(new RpcProgram(), 3, Map.of());

    private static RequestId id(String stub, long life, long number) {
        return new RequestId(stub, life, number);
    }

    private static Request increment(RequestId id, long unansweredFrom) {
        return new Request(id, unansweredFrom, id.stub() + "-" + id.life() + "-" + id.number());
    }

    /** Returns the counter in the response, or -1 if there is no response. */
    private long call(RequestId id, long unansweredFrom) {
        server.takeSent();
        server.receive(id.stub(), increment(id, unansweredFrom));
        return server.takeSentTo(id.stub()).stream()
                .map(Response.class::cast)
                .peek(response -> assertThat(response.id()).isEqualTo(id))
                .mapToLong(Response::counter)
                .findFirst()
                .orElse(-1);
    }

    private long counter() {
        return ((Response) server.answerTo("n3", new Request(id("n3", 9, 9), 9, null))).counter();
    }

    private List<Executed> executed() {
        return server.facts().stream()
                .filter(Executed.class::isInstance)
                .map(Executed.class::cast)
                .toList();
    }

    @Test
    void retryGetsTheSameResponse() {
        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(1);
        assertThat(call(id("n2", 1, 2), 1)).isEqualTo(2);
        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(1);

        assertThat(executed()).hasSize(2);
        assertThat(counter()).isEqualTo(2);
    }

    @Test
    void callsOfDifferentStubsAndLivesAreDifferent() {
        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(1);
        assertThat(call(id("n3", 1, 1), 1)).isEqualTo(2);
        assertThat(call(id("n2", 2, 1), 1)).isEqualTo(3);
    }

    @Test
    void lateCopyOfAnAnsweredCallIsIgnored() {
        call(id("n2", 1, 1), 1);
        call(id("n2", 1, 2), 2);

        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(-1);
        assertThat(counter()).isEqualTo(2);
    }

    @Test
    void lateCallOfAnEarlierLifeIsIgnored() {
        call(id("n2", 2, 1), 1);

        assertThat(call(id("n2", 1, 7), 7)).isEqualTo(-1);
        assertThat(counter()).isEqualTo(1);
    }

    @Test
    void retryAfterARestartGetsTheSameResponse() {
        call(id("n2", 1, 1), 1);
        server.restart();

        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(1);
        assertThat(call(id("n2", 1, 2), 2)).isEqualTo(2);
        assertThat(executed()).hasSize(2);
    }

    @Test
    void recoveryNamesTheExecutionThatTheCrashHid() {
        server.crashAtNextSync(WriteLoss.NONE);
        server.receive("n2", increment(id("n2", 1, 1), 1));

        assertThat(executed()).isEmpty();
        assertThat(server.last(Recovered.class))
                .isEqualTo(new Recovered(1, List.of(new Executed(id("n2", 1, 1), "n2-1-1"))));
        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(1);
    }

    @Test
    void callLostInACrashIsExecutedByItsRetry() {
        server.crashAtNextSync(WriteLoss.LOST);
        server.receive("n2", increment(id("n2", 1, 1), 1));

        assertThat(server.last(Recovered.class)).isEqualTo(new Recovered(0, List.of()));
        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(1);
    }

    @Test
    void nothingIsAnsweredBeforeItIsStable() {
        for (int number = 1; number <= 50; number++) {
            call(id("n2", 1, number), Math.max(1, number - 3));
        }

        assertThat(server.unsyncedWhenSending()).isEmpty();
    }

    @Test
    void compactedStorageKeepsCounterAndTable() {
        assertThat(call(id("n3", 1, 1), 1)).isEqualTo(1);
        for (int number = 1; number <= 2_500; number++) {
            call(id("n2", 1, number), Math.max(1, number - 3));
        }
        assertThat(server.records()).hasSizeLessThan(1_100);

        server.restart();

        assertThat(counter()).isEqualTo(2_501);
        assertThat(call(id("n3", 1, 1), 1)).isEqualTo(1);
        assertThat(call(id("n2", 1, 2_499), 2_497)).isEqualTo(2_500);
        assertThat(call(id("n2", 1, 2_000), 1_997)).isEqualTo(-1);
        assertThat(counter()).isEqualTo(2_501);
    }

    @Test
    void withoutDeduplicationARetryIsExecutedAgain() {
        server = new LoneNode(new NoDeduplication(), 3, Map.of());
        call(id("n2", 1, 1), 1);

        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(2);
        assertThat(executed()).hasSize(2);
    }

    @Test
    void withTheTableInMemoryARetryAfterARestartIsExecutedAgain() {
        server = new LoneNode(new TableInMemory(), 3, Map.of());
        call(id("n2", 1, 1), 1);
        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(1);
        server.restart();

        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(2);
    }

    @Test
    void withTheTableCutTooEarlyALateRetryIsExecutedAgain() {
        server = new LoneNode(new TableCutTooEarly(), 3, Map.of());
        call(id("n2", 1, 1), 1);
        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(1);
        call(id("n2", 1, 2), 1);

        assertThat(call(id("n2", 1, 1), 1)).isEqualTo(3);
    }
}

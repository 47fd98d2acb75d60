package dev.squall.lectures.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.lectures.rpc.RpcMessages.Flush;
import dev.squall.lectures.rpc.RpcMessages.FlushOk;
import dev.squall.lectures.rpc.RpcMessages.Increment;
import dev.squall.lectures.rpc.RpcMessages.IncrementOk;
import dev.squall.lectures.rpc.RpcMessages.Read;
import dev.squall.lectures.rpc.RpcMessages.ReadOk;
import dev.squall.lectures.rpc.RpcMessages.Request;
import dev.squall.lectures.rpc.RpcMessages.RequestId;
import dev.squall.lectures.rpc.RpcMessages.Response;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.testkit.ClientRequest;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.WriteLoss;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the stub of n2. The test plays the server, n1. */
class ClientStubTest {

    private static final long RETRY_MILLIS = RpcOptions.of(Map.of()).retryMillis();

    private final VirtualCluster cluster =
            VirtualCluster.of(new RpcProgram()).size(2).playing("n1").start();

    private List<Body> sent() {
        return cluster.takeSent().stream()
                .filter(message -> message.destination().equals("n1"))
                .map(Message::body)
                .toList();
    }

    private ClientRequest call(Body body) {
        ClientRequest request = cluster.request("c1", "n2", body);
        cluster.settle();
        return request;
    }

    private void respond(long life, long number, long counter) {
        Response response = new Response(new RequestId("n2", life, number), counter);
        cluster.send(new Message("n1", "n2", Message.NO_ID, Message.NO_ID, response));
        cluster.settle();
    }

    private static Request request(long life, long number, long unansweredFrom, Object increment) {
        return new Request(new RequestId("n2", life, number), unansweredFrom, increment);
    }

    @Test
    void callIsRetriedWithOneIdUntilItIsAnswered() {
        ClientRequest increment = call(new Increment("a"));
        assertThat(sent()).containsExactly(request(1, 1, 1, "a"));

        cluster.run(RETRY_MILLIS);
        assertThat(sent()).containsExactly(request(1, 1, 1, "a"));
        assertThat(increment.isAnswered()).isFalse();

        respond(1, 1, 1);
        assertThat(increment.reply()).isEqualTo(new IncrementOk());
        cluster.run(RETRY_MILLIS);
        assertThat(sent()).isEmpty();
    }

    @Test
    void readReturnsTheCounter() {
        ClientRequest read = call(new Read());
        assertThat(sent()).containsExactly(request(1, 1, 1, null));

        respond(1, 1, 42);

        assertThat(read.reply()).isEqualTo(new ReadOk(42));
    }

    @Test
    void requestTellsTheLeastCallWithoutAResponse() {
        call(new Increment("a"));
        call(new Increment("b"));
        respond(1, 2, 1);
        call(new Increment("c"));
        respond(1, 1, 2);
        call(new Increment("d"));

        assertThat(sent())
                .containsExactly(
                        request(1, 1, 1, "a"), request(1, 2, 1, "b"), request(1, 3, 1, "c"), request(1, 4, 3, "d"));
    }

    @Test
    void restartedStubBeginsANewLife() {
        ClientRequest ended = call(new Increment("a"));
        cluster.crash("n2", WriteLoss.LOST);
        sent();

        ClientRequest next = call(new Increment("b"));
        respond(1, 1, 1);

        assertThat(sent()).containsExactly(request(2, 1, 1, "b"));
        assertThat(ended.isAnswered()).isFalse();
        assertThat(next.isAnswered()).isFalse();
        assertThat(cluster.unsyncedWhenSending()).isEmpty();
    }

    @Test
    void flushSucceedsWhenEachCallHasAResponse() {
        call(new Increment("a"));
        assertThat(call(new Flush()).reply())
                .isEqualTo(new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, "1 calls are without a response"));

        respond(1, 1, 1);

        assertThat(call(new Flush()).reply()).isEqualTo(new FlushOk());
    }

    @Test
    void silentServerGetsNoMoreThanItsShareOfCalls() {
        for (int i = 0; i < RpcNode.UNANSWERED_MAX; i++) {
            assertThat(call(new Increment(i)).isAnswered()).isFalse();
        }

        assertThat(call(new Increment("one too many")).reply())
                .isEqualTo(new ErrorReply(
                        ErrorCode.TEMPORARILY_UNAVAILABLE, "the server has answered none of the last 1000 calls"));
    }

    @Test
    void unknownOptionIsRefusedWithTheKnownOnes() {
        assertThat(RpcOptions.of(Map.of("retry-ms", "7"))).isEqualTo(new RpcOptions(7));
        assertThatThrownBy(() -> RpcOptions.of(Map.of("window", "20")))
                .hasMessage("The counter service has no option 'window'; its options are [retry-ms].");
        assertThatThrownBy(() -> RpcOptions.of(Map.of("retry-ms", "0")))
                .hasMessage("The option 'retry-ms' is '0' and must be a whole number from 1 on.");
    }
}

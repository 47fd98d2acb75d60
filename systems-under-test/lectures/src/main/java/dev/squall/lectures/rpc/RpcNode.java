package dev.squall.lectures.rpc;

import dev.squall.lectures.rpc.RpcMessages.Flush;
import dev.squall.lectures.rpc.RpcMessages.FlushOk;
import dev.squall.lectures.rpc.RpcMessages.Increment;
import dev.squall.lectures.rpc.RpcMessages.IncrementOk;
import dev.squall.lectures.rpc.RpcMessages.Read;
import dev.squall.lectures.rpc.RpcMessages.ReadOk;
import dev.squall.lectures.rpc.RpcMessages.Request;
import dev.squall.lectures.rpc.RpcMessages.Response;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableRecord;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;

/** A node with a client stub. The first node of the cluster is the server as well. */
final class RpcNode implements Node {

    /** Number of calls without a response at which the node rejects new calls. The limit bounds memory. */
    static final int UNANSWERED_MAX = 1_000;

    private final Environment environment;
    private final ClientStub stub;
    private final CounterServer server;

    RpcNode(Environment environment, ClientStub stub, CounterServer server) {
        this.environment = environment;
        this.stub = stub;
        this.server = server;
    }

    @Override
    public void start() {
        List<StableRecord> records = environment.storage().read();
        if (environment.nodeId().equals(environment.nodeIds().get(0))) {
            server.start(records);
        }
        stub.start(ClientStub.lastLife(records) + 1);
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof Increment increment) {
            onCall(message, increment.increment());
        } else if (message.body() instanceof Read) {
            onCall(message, null);
        } else if (message.body() instanceof Flush) {
            onFlush(message);
        } else if (message.body() instanceof Request request) {
            server.onRequest(request);
        } else if (message.body() instanceof Response response) {
            stub.onResponse(response);
        }
    }

    private void onCall(Message call, Object increment) {
        if (stub.unansweredCount() >= UNANSWERED_MAX) {
            String text = "the server has answered none of the last " + UNANSWERED_MAX + " calls";
            environment.reply(call, new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, text));
            return;
        }
        stub.call(
                increment,
                counter -> environment.reply(call, increment == null ? new ReadOk(counter) : new IncrementOk()));
    }

    private void onFlush(Message flush) {
        int count = stub.unansweredCount();
        environment.reply(
                flush,
                count == 0
                        ? new FlushOk()
                        : new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, count + " calls are without a response"));
    }
}

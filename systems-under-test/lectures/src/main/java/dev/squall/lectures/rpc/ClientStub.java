package dev.squall.lectures.rpc;

import dev.squall.lectures.rpc.RpcMessages.Request;
import dev.squall.lectures.rpc.RpcMessages.RequestId;
import dev.squall.lectures.rpc.RpcMessages.Response;
import dev.squall.lectures.rpc.RpcRecords.StubLife;
import dev.squall.node.Environment;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Client stub of remote procedure calls over a fair-loss link (lecture 1.3). The stub retries a call with the same
 * request id until the response arrives. The number of the stub's life is on stable storage, so no request id is used
 * for two calls. A crash ends all calls of the stub. A call that a crash ended takes effect at most once.
 */
final class ClientStub {

    /**
     * Number of calls to retry at once. Retrying the oldest call alone would be enough for progress. A larger number
     * would overload a slow network.
     */
    private static final int RETRIED_AT_ONCE_MAX = 64;

    private record Call(Object increment, LongConsumer onResponse) {}

    private final Environment environment;
    private final RpcOptions options;
    private String server;
    private final TreeMap<Long, Call> unanswered = new TreeMap<>();
    private long life;
    private long lastNumber;

    ClientStub(Environment environment, RpcOptions options) {
        this.environment = environment;
        this.options = options;
    }

    /** Begins a life of the stub. Stores the number of the life before the stub sends its first request. */
    void start(long newLife) {
        server = environment.nodeIds().get(0);
        life = newLife;
        environment.storage().append(new StubLife(life));
        environment.storage().sync();
        environment.setTimer(options.retryMillis(), this::periodically);
    }

    /**
     * Calls the server.
     *
     * @param increment name of the increment; null for a read
     * @param onResponse receives the result, at most once
     */
    void call(Object increment, LongConsumer onResponse) {
        lastNumber++;
        unanswered.put(lastNumber, new Call(increment, onResponse));
        send(lastNumber);
    }

    private void periodically() {
        new ArrayList<>(unanswered.keySet()).stream().limit(RETRIED_AT_ONCE_MAX).forEach(this::send);
        environment.setTimer(options.retryMillis(), this::periodically);
    }

    private void send(long number) {
        RequestId id = new RequestId(environment.nodeId(), life, number);
        environment.send(
                server,
                new Request(id, unanswered.firstKey(), unanswered.get(number).increment()));
    }

    /** Handles a response. Ignores duplicates, and responses to calls of an earlier life. */
    void onResponse(Response response) {
        if (response.id().life() == life) {
            Call call = unanswered.remove(response.id().number());
            if (call != null) {
                call.onResponse().accept(response.counter());
            }
        }
    }

    /** Returns the number of calls without a response. */
    int unansweredCount() {
        return unanswered.size();
    }

    /** Returns the number of the stub's last life according to the records, 0 if the records contain no life. */
    static long lastLife(Iterable<?> records) {
        long last = 0;
        for (Object stored : records) {
            last = stored instanceof StubLife stub ? stub.life() : last;
        }
        return last;
    }
}

package dev.squall.lectures.idempotence;

import dev.squall.lectures.crdt.CrdtMessages;
import dev.squall.lectures.eventual.Timestamp;
import dev.squall.lectures.idempotence.RetryMessages.Executed;
import dev.squall.lectures.idempotence.RetryMessages.Request;
import dev.squall.lectures.idempotence.RetryMessages.Response;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import java.util.ArrayList;
import java.util.TreeMap;

/**
 * A node that passes its clients' requests to a server, and retries each request until the response arrives (lecture
 * 5.1: at-least-once semantics). The server is the first node. The server executes each request that arrives, without
 * deduplication. The timestamps are Lamport timestamps, so a client that has seen an add removes the element with a
 * greater timestamp. State is in memory, and nodes may not crash.
 */
final class RetryNode implements Node {

    private static final long RETRY_MILLIS = 20;

    /** Number of requests to retry at once. A larger number would overload a slow network. */
    private static final int RETRIED_AT_ONCE_MAX = 64;

    private record Call(Message fromClient, Request request) {}

    private final Environment environment;
    private final Store store;
    private final TreeMap<Long, Call> unanswered = new TreeMap<>();
    private long lastNumber;
    private long time;

    RetryNode(Environment environment, Store store) {
        this.environment = environment;
        this.store = store;
    }

    @Override
    public void start() {
        environment.setTimer(RETRY_MILLIS, this::periodically);
    }

    private void periodically() {
        new ArrayList<>(unanswered.values()).stream().limit(RETRIED_AT_ONCE_MAX).forEach(call -> send(call.request()));
        environment.setTimer(RETRY_MILLIS, this::periodically);
    }

    private void send(Request request) {
        environment.send(environment.nodeIds().get(0), request);
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof Request request) {
            onRequest(message.source(), request);
        } else if (message.body() instanceof Response response) {
            onResponse(response);
        } else {
            onCall(message);
        }
    }

    // ---- Stub

    private void onCall(Message call) {
        lastNumber++;
        time++;
        Request request = request(call.body());
        unanswered.put(lastNumber, new Call(call, request));
        send(request);
    }

    private Request request(Body body) {
        if (body instanceof CrdtMessages.Add add) {
            return new Request(lastNumber, time, Store.ADD, add.element());
        } else if (body instanceof CrdtMessages.AddDelta add) {
            return new Request(lastNumber, time, Store.ADD, add.delta());
        } else if (body instanceof CrdtMessages.Remove remove) {
            return new Request(lastNumber, time, Store.REMOVE, remove.element());
        }
        return new Request(lastNumber, time, "", 0);
    }

    private void onResponse(Response response) {
        time = Math.max(time, response.time());
        Call call = unanswered.remove(response.number());
        if (call != null) {
            Body reply =
                    switch (call.request().function()) {
                        case Store.ADD -> new CrdtMessages.AddOk();
                        case Store.REMOVE -> new CrdtMessages.RemoveOk();
                        default -> new CrdtMessages.ReadOk(response.value());
                    };
            environment.reply(call.fromClient(), reply);
        }
    }

    // ---- Server

    private void onRequest(String stub, Request request) {
        time = Math.max(time, request.time());
        if (!request.function().isEmpty()) {
            boolean changed =
                    store.execute(new Timestamp(request.time(), stub), request.function(), request.argument());
            environment.journal(new Executed(stub, request.number(), request.function(), request.argument(), changed));
        }
        environment.send(stub, new Response(request.number(), time, store.value()));
    }
}

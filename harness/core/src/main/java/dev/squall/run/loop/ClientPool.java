package dev.squall.run.loop;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.experiment.Experiment;
import dev.squall.generator.Call;
import dev.squall.history.Operation.Type;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.wire.MalformedBody;
import dev.squall.world.Cluster;
import dev.squall.world.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The clients of a run: sends their requests, and completes each operation by a reply, an error or a time-out. */
final class ClientPool {

    /** Listener to completions, called when the thread is free again. */
    interface CompletionListener {
        void onCompletion(int thread, Call call, Completion completion);
    }

    /**
     * Time for which a client stays busy if its node is down. If such a client were free at once, it would draw most of
     * the operations, and fail all of them.
     */
    private static final long RECONNECT_NANOS = 100_000_000L;

    private final Client client;
    private final Cluster cluster;
    private final Timeline timeline;
    private final HistoryLog log;
    private final long timeoutNanos;
    private final CompletionListener listener;
    private final List<ClientThread> threads = new ArrayList<>();
    private final List<Integer> allThreads = new ArrayList<>();
    private final List<Integer> freeThreads = new ArrayList<>();
    private final Map<String, ClientThread> byClientName = new HashMap<>();
    /** Clients of the requests whose time-out has passed, by request, until any request is answered. */
    private final Map<Long, String> overdue = new HashMap<>();

    private boolean isAnswered;
    private long nextRequestId = 1;

    ClientPool(
            Client client,
            Cluster cluster,
            Timeline timeline,
            HistoryLog log,
            Experiment experiment,
            CompletionListener listener) {
        this.client = client;
        this.cluster = cluster;
        this.timeline = timeline;
        this.log = log;
        this.timeoutNanos = experiment.operationTimeoutNanos();
        this.listener = listener;
        for (int i = 0; i < experiment.concurrency(); i++) {
            ClientThread thread = new ClientThread(i, experiment.concurrency());
            threads.add(thread);
            allThreads.add(i);
            freeThreads.add(i);
            byClientName.put(thread.clientName(), thread);
        }
    }

    /** Returns all threads, ascending. */
    List<Integer> allThreads() {
        return Collections.unmodifiableList(allThreads);
    }

    /** Returns the free threads, ascending, as a live view. */
    List<Integer> freeThreads() {
        return Collections.unmodifiableList(freeThreads);
    }

    boolean isIdle() {
        return freeThreads.size() == threads.size();
    }

    /** Begins an operation on the call's thread. */
    void invoke(Call call) {
        ClientThread thread = threads.get(call.thread());
        if (!freeThreads.remove((Integer) call.thread())) {
            throw new IllegalStateException("thread " + call.thread() + " was given " + call + " while it is busy");
        }
        long requestId = nextRequestId++;
        String node = client.node(call, thread.requests(), cluster.nodeIds());
        thread.begin(call, requestId, node);
        log.add(Type.INVOKE, thread.process(), call.function(), call.value());
        Message request = new Message(thread.clientName(), node, requestId, Message.NO_ID, client.request(call));
        if (!cluster.send(request)) {
            Completion refused = Completion.fail(call.value(), "node " + node + " is down");
            timeline.schedule(timeline.nowNanos() + RECONNECT_NANOS, () -> complete(thread, refused));
            return;
        }
        timeline.schedule(timeline.nowNanos() + timeoutNanos, () -> onTimeout(thread, requestId, node));
    }

    private void onTimeout(ClientThread thread, long requestId, String node) {
        if (thread.awaits(requestId)) {
            if (!isAnswered) {
                overdue.put(requestId, thread.clientName());
            }
            complete(thread, client.indefinite(thread.call(), Silence.NO_ANSWER + node));
        }
    }

    /**
     * Completes the operation that the reply belongs to; ignores late and duplicate replies, and replies to no request.
     *
     * @return true if any request was answered so far, in time or late
     */
    boolean onReply(Message reply) {
        ClientThread thread = byClientName.get(reply.destination());
        boolean isAwaited = thread != null && thread.awaits(reply.inReplyTo());
        if (isAwaited || reply.destination().equals(overdue.get(reply.inReplyTo()))) {
            isAnswered = true;
            overdue.clear();
        }
        if (isAwaited) {
            complete(thread, completion(thread.call(), reply));
        }
        return isAnswered;
    }

    private Completion completion(Call call, Message reply) {
        if (reply.body() instanceof ErrorReply error) {
            return client.completeWithError(call, error);
        }
        if (reply.body() instanceof MalformedBody malformed) {
            return MalformedReplies.completion(client, call, malformed.problem());
        }
        try {
            return client.complete(call, reply.body());
        } catch (UnexpectedReplyException e) {
            return MalformedReplies.completion(client, call, e.getMessage());
        }
    }

    private void complete(ClientThread thread, Completion completion) {
        Call call = thread.call();
        log.addCompletion(thread.process(), call.function(), completion, thread.node());
        thread.end();
        if (completion.type() == Type.INFO) {
            byClientName.remove(thread.clientName());
            thread.becomeNextProcess();
            byClientName.put(thread.clientName(), thread);
        }
        int position = Collections.binarySearch(freeThreads, thread.number());
        freeThreads.add(-position - 1, thread.number());
        listener.onCompletion(thread.number(), call, completion);
    }
}

package dev.squall.jepsen;

import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.fault.FaultContext;
import dev.squall.generator.Call;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.workload.Workload;
import dev.squall.world.ClusterObserver;
import dev.squall.world.Latency;
import dev.squall.world.Network;
import dev.squall.world.Seed;
import dev.squall.world.WorldException;
import dev.squall.world.process.HostedCommand;
import dev.squall.world.process.HostedProcessCluster;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The process world for callers with threads of their own, such as Jepsen's clients and nemesis. Every method waits
 * until the world's timeline has executed the action on its own thread. Thread-safe.
 *
 * <p>After the world has failed, for instance because a node broke the protocol, every call throws the {@link
 * WorldException} of the failure.
 */
public final class JepsenCluster implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Maximum time to wait for the timeline to execute an action. */
    private static final Duration ACTION_LIMIT = Duration.ofSeconds(30);

    /**
     * Time for which a client stays busy if its node is down. If such a client were free at once, it would draw most of
     * the operations, and fail all of them.
     */
    private static final long RECONNECT_MILLIS = 100;

    /**
     * Settings of the cluster.
     *
     * @param program program of all nodes
     * @param options options of the program
     * @param workload workload that translates operations into requests
     * @param nodesFolder parent folder of the nodes' folders for storage and logs
     * @param seed seed of the nodes and the nemeses
     */
    public record Settings(
            NodeProgram program,
            Map<String, String> options,
            Workload workload,
            List<String> nodeIds,
            Path nodesFolder,
            long seed) {}

    private final RealTimeline timeline = new RealTimeline();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<Message>> pending = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final HostedProcessCluster cluster;
    private final Client client;
    private final Seed seed;

    private JepsenCluster(Settings settings) {
        seed = new Seed(settings.seed());
        client = settings.workload().client();
        Network network = new Network(settings.nodeIds().size(), Latency.NONE, seed.stream("network"));
        HostedCommand command =
                new HostedCommand(settings.program().getClass().getName(), settings.options(), false, settings.seed());
        RealTimeSettings process = new RealTimeSettings(
                settings.nodeIds(),
                command,
                settings.program().vocabulary().withBodies(settings.workload().vocabulary()),
                settings.nodesFolder());
        cluster = new HostedProcessCluster(timeline, network, seed.stream("disk"), process);
    }

    /**
     * Starts the nodes, and waits until all have answered their {@code init} message.
     *
     * @throws WorldException if a node does not answer; the message names the node and the reason
     */
    public static JepsenCluster start(Settings settings) {
        JepsenCluster started = new JepsenCluster(settings);
        CompletableFuture<Void> ready = new CompletableFuture<>();
        started.timeline.post(() -> started.cluster.start(started.new Replies(), () -> ready.complete(null)));
        Thread thread = new Thread(started::run, "squall timeline");
        thread.setDaemon(true);
        thread.start();
        try {
            started.await(ready, START_LIMIT, "the nodes have not started");
        } catch (WorldException e) {
            started.close();
            throw e;
        }
        return started;
    }

    private void run() {
        try {
            timeline.run();
            end.completeExceptionally(new WorldException("the cluster is closed"));
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    /**
     * Invokes an operation of a client, and waits for its completion. After the timeout, the operation's outcome is
     * unknown.
     *
     * @param clientName name of the client, such as {@code c3}; each process has its own
     */
    public Completion invoke(String clientName, String node, Call call, Duration timeout) {
        long id = requests.incrementAndGet();
        CompletableFuture<Message> reply = new CompletableFuture<>();
        pending.put(id, reply);
        try {
            Message request = new Message(clientName, node, id, Message.NO_ID, client.request(call));
            if (!ask(cluster -> cluster.send(request))) {
                reply.completeOnTimeout(null, RECONNECT_MILLIS, TimeUnit.MILLISECONDS)
                        .join();
                return Completion.fail(call.value(), "node " + node + " is down");
            }
            return completion(call, reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throwIfFailed();
            return client.indefinite(call, "no answer from " + node);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return client.indefinite(call, "interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pending.remove(id);
        }
    }

    private Completion completion(Call call, Message reply) {
        if (reply.body() instanceof ErrorReply error) {
            return client.completeWithError(call, error);
        }
        try {
            return client.complete(call, reply.body());
        } catch (UnexpectedReplyException e) {
            throw new WorldException("node " + reply.source() + " breaks the protocol: " + e.getMessage(), e);
        }
    }

    /** Returns the nodes' names, in order. */
    public List<String> nodeIds() {
        return cluster.nodeIds();
    }

    /** Runs a function on the cluster's own thread, and returns its result. */
    public <T> T ask(Function<HostedProcessCluster, T> question) {
        return askLater(report -> report.accept(question.apply(cluster)));
    }

    /** Returns the context of a nemesis, for use on the timeline's thread only. */
    FaultContext faultContext(String randomStream) {
        return new FaultContext(cluster, timeline, seed.stream(randomStream), Optional::empty);
    }

    /**
     * Begins an action on the timeline's thread, and waits for its result.
     *
     * @param action the action, which gives its result to the consumer, in this call or later
     */
    <T> T askLater(Consumer<Consumer<T>> action) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        timeline.post(() -> {
            try {
                action.accept(answer::complete);
            } catch (IllegalArgumentException | IllegalStateException e) {
                answer.completeExceptionally(e);
            }
        });
        return await(answer, ACTION_LIMIT, "the cluster has not done what it was told to");
    }

    private <T> T await(CompletableFuture<T> answer, Duration limit, String complaint) {
        try {
            CompletableFuture.anyOf(answer, end).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return answer.join();
        } catch (TimeoutException e) {
            throw new WorldException(complaint + " within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorldException(complaint + ", and the wait was interrupted", e);
        }
    }

    private void throwIfFailed() {
        if (end.isCompletedExceptionally()) {
            await(end, Duration.ofSeconds(1), "the cluster has ended");
        }
    }

    /** Ends the nodes. Idempotent. */
    @Override
    public void close() {
        timeline.stop();
        cluster.close();
    }

    private final class Replies implements ClusterObserver {

        @Override
        public void onReply(Message reply) {
            CompletableFuture<Message> waiting = pending.remove(reply.inReplyTo());
            if (waiting != null) {
                waiting.complete(reply);
            }
        }

        @Override
        public void onFact(String nodeId, int life, Fact fact) {}

        @Override
        public void onMessage(MessageEvent event, long messageNumber, Message message) {}
    }
}

package dev.squall.world.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Vocabulary;
import dev.squall.world.ClusterObserver;
import dev.squall.world.Latency;
import dev.squall.world.Network;
import dev.squall.world.realtime.NodeCommand;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A process cluster on a timeline with a thread of its own, for a test to talk to in straight lines. */
final class RunningCluster implements ClusterObserver, AutoCloseable {

    private static final long DEADLINE_SECONDS = 30;

    record NotedFact(String nodeId, int life, Fact fact) {}

    record LifeEnd(String nodeId, int life, boolean whole) {}

    final BlockingQueue<Message> replies = new LinkedBlockingQueue<>();
    final BlockingQueue<NotedFact> facts = new LinkedBlockingQueue<>();
    final BlockingQueue<LifeEnd> lifeEnds = new LinkedBlockingQueue<>();
    final HostedProcessCluster cluster;
    final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Map<MessageEvent, AtomicLong> events = new EnumMap<>(MessageEvent.class);
    private final RealTimeline timeline = new RealTimeline();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "timeline");
    private long requests;

    RunningCluster(List<String> nodeIds, NodeCommand command, Vocabulary vocabulary, Path folder) {
        for (MessageEvent event : MessageEvent.values()) {
            events.put(event, new AtomicLong());
        }
        Network network = new Network(nodeIds.size(), Latency.NONE, new SplittableRandom(1));
        RealTimeSettings settings = new RealTimeSettings(nodeIds, command, vocabulary, folder);
        cluster = new HostedProcessCluster(timeline, network, new SplittableRandom(2), settings);
        timeline.post(() -> cluster.start(this, () -> ready.complete(null)));
        thread.start();
    }

    RunningCluster awaitReady() throws Exception {
        CompletableFuture.anyOf(ready, ended).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    /** Returns the exception that the timeline's run threw. */
    Throwable failure() throws Exception {
        try {
            ended.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("the timeline has ended without a failure");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    <T> T call(Supplier<T> action) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        timeline.post(() -> {
            try {
                result.complete(action.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        CompletableFuture.anyOf(result, ended).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        return result.get();
    }

    void perform(Runnable action) throws Exception {
        call(() -> {
            action.run();
            return null;
        });
    }

    boolean send(String nodeId, Body body) throws Exception {
        Message request = new Message("c1", nodeId, requests++, Message.NO_ID, body);
        return call(() -> cluster.send(request));
    }

    Body ask(String nodeId, Body body) throws Exception {
        assertThat(send(nodeId, body)).as("%s is up", nodeId).isTrue();
        return take(replies).body();
    }

    <T> T take(BlockingQueue<T> queue) throws Exception {
        T item = null;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (item == null && System.nanoTime() < deadline) {
            if (ended.isCompletedExceptionally()) {
                ended.get();
            }
            item = queue.poll(10, TimeUnit.MILLISECONDS);
        }
        assertThat(item).as("what the cluster was to tell").isNotNull();
        return item;
    }

    void await(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!call(condition::getAsBoolean)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the condition has not come true");
            }
            Thread.onSpinWait();
        }
    }

    long count(MessageEvent event) {
        return events.get(event).get();
    }

    private void run() {
        try {
            timeline.run();
            ended.complete(null);
        } catch (Throwable e) {
            ended.completeExceptionally(e);
        }
    }

    @Override
    public void onReply(Message reply) {
        replies.add(reply);
    }

    @Override
    public void onFact(String nodeId, int life, Fact fact) {
        facts.add(new NotedFact(nodeId, life, fact));
    }

    @Override
    public void onLifeEnd(String nodeId, int life, boolean whole) {
        lifeEnds.add(new LifeEnd(nodeId, life, whole));
    }

    @Override
    public void onMessage(MessageEvent event, long messageNumber, Message message) {
        events.get(event).incrementAndGet();
    }

    @Override
    public void close() {
        cluster.close();
        timeline.stop();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

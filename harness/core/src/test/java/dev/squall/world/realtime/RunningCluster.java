package dev.squall.world.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.ActiveFault;
import dev.squall.fault.Fault;
import dev.squall.fault.FaultContext;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.world.Cluster;
import dev.squall.world.ClusterObserver;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A real-time cluster of any world on a timeline with its own thread, so that tests can run step by step. Each wait
 * fails the test after a deadline, or as soon as the timeline has failed.
 */
public class RunningCluster<C extends Cluster> implements ClusterObserver, AutoCloseable {

    /** A fact, with the node's life that noted it. */
    public record NotedFact(String nodeId, int life, Fact fact) {}

    /** The end of a node's life. */
    public record LifeEnd(String nodeId, int life, boolean whole) {}

    public final C cluster;
    public final BlockingQueue<Message> replies = new LinkedBlockingQueue<>();
    public final BlockingQueue<NotedFact> facts = new LinkedBlockingQueue<>();
    public final BlockingQueue<LifeEnd> lifeEnds = new LinkedBlockingQueue<>();
    private final Map<MessageEvent, AtomicLong> events = new EnumMap<>(MessageEvent.class);
    private final RealTimeline timeline;
    private final long deadlineSeconds;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "timeline");
    private long requests;

    /**
     * Begins to start a cluster. Does not wait until it is ready.
     *
     * @param deadlineSeconds the longest that any call waits
     */
    public RunningCluster(RealTimeline timeline, Function<RealTimeline, C> cluster, long deadlineSeconds) {
        for (MessageEvent event : MessageEvent.values()) {
            events.put(event, new AtomicLong());
        }
        this.timeline = timeline;
        this.deadlineSeconds = deadlineSeconds;
        this.cluster = cluster.apply(timeline);
        timeline.post(() -> this.cluster.start(this, () -> ready.complete(null)));
        thread.start();
    }

    // ---- The timeline

    /** Waits until all nodes have been started. Closes the cluster if they do not start. */
    public final void awaitReady() throws Exception {
        try {
            await(ready);
        } catch (Exception | AssertionError e) {
            close();
            throw e;
        }
    }

    /** Returns the exception that has ended the timeline. */
    public final Throwable failure() throws Exception {
        try {
            ended.get(deadlineSeconds, TimeUnit.SECONDS);
            throw new AssertionError("the timeline has ended without a failure");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    /** Runs an action on the timeline's thread, and returns its result. */
    public final <T> T call(Supplier<T> action) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        timeline.post(() -> {
            try {
                result.complete(action.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        await(result);
        return result.get();
    }

    /** Runs an action on the timeline's thread. */
    public final void perform(Runnable action) throws Exception {
        call(() -> {
            action.run();
            return null;
        });
    }

    /** Waits for a condition of the cluster. */
    public final void await(BooleanSupplier condition) throws Exception {
        long deadline = deadlineNanos();
        while (!call(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("the condition comes true").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Returns the {@link System#nanoTime} at which a wait that begins now must end. */
    protected final long deadlineNanos() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(deadlineSeconds);
    }

    private void await(CompletableFuture<?> future) throws Exception {
        CompletableFuture.anyOf(future, ended).get(deadlineSeconds, TimeUnit.SECONDS);
        assertThat(future).as("the timeline has ended before").isDone();
    }

    // ---- Requests and faults

    /** Sends a request as client c1. Returns false if the node is down. */
    public final boolean send(String nodeId, Body body) throws Exception {
        Message request = new Message("c1", nodeId, requests++, Message.NO_ID, body);
        return call(() -> cluster.send(request));
    }

    /** Returns the reply to a request. */
    public Body ask(String nodeId, Body body) throws Exception {
        Optional<Body> reply = ask(nodeId, body, TimeUnit.SECONDS.toMillis(deadlineSeconds));
        return reply.orElseThrow(() -> new AssertionError(nodeId + " has not answered " + body));
    }

    /** Returns the reply to a request, if it comes within this time. Drops late replies to earlier requests. */
    protected final Optional<Body> ask(String nodeId, Body body, long millis) throws Exception {
        long id = requests;
        assertThat(send(nodeId, body)).as("%s is up", nodeId).isTrue();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        Message reply;
        do {
            reply = poll(replies, deadline);
        } while (reply != null && reply.inReplyTo() != id);
        return Optional.ofNullable(reply).map(Message::body);
    }

    /** Returns the next item of a queue. */
    public final <T> T take(BlockingQueue<T> queue) throws Exception {
        T item = poll(queue, deadlineNanos());
        assertThat(item).as("what the cluster was to tell").isNotNull();
        return item;
    }

    private <T> T poll(BlockingQueue<T> queue, long deadlineNanos) throws Exception {
        T item = queue.poll();
        while (item == null && System.nanoTime() < deadlineNanos) {
            if (ended.isCompletedExceptionally()) {
                ended.get();
            }
            item = queue.poll(10, TimeUnit.MILLISECONDS);
        }
        return item;
    }

    /** Injects a fault, and waits until it is in force. */
    public final ActiveFault inject(Fault fault) throws Exception {
        FaultContext context = new FaultContext(cluster, timeline, new SplittableRandom(3), Optional::empty);
        ActiveFault active = call(() -> fault.inject(context, () -> {}).orElseThrow());
        await(() -> cluster.network().isSettled());
        return active;
    }

    /** Undoes a fault, and waits until it is undone. */
    public final void undo(ActiveFault fault) throws Exception {
        perform(() -> fault.undo(() -> {}));
        await(() -> cluster.network().isSettled());
    }

    /** Returns the number of events that befell messages. */
    public final long count(MessageEvent event) {
        return events.get(event).get();
    }

    // ---- What the cluster tells

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
        timeline.stop();
        cluster.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(deadlineSeconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

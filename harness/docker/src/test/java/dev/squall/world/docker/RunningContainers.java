package dev.squall.world.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.ActiveFault;
import dev.squall.fault.Fault;
import dev.squall.fault.FaultContext;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.world.ClusterObserver;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.image.Libraries;
import dev.squall.world.docker.image.NodeImage;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A cluster of {@link RelayProgram}s on a timeline with its own thread, so that tests can run step by step. */
final class RunningContainers implements ClusterObserver, AutoCloseable {

    private static final long DEADLINE_SECONDS = 60;

    final String run = "squall-test-" + UUID.randomUUID().toString().substring(0, 8);
    final DockerCluster cluster;
    private final BlockingQueue<Message> replies = new LinkedBlockingQueue<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Map<MessageEvent, AtomicLong> events = new EnumMap<>(MessageEvent.class);
    private final RealTimeline timeline = new RealTimeline();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "timeline");
    private long requests;

    RunningContainers(DockerEngine engine, List<String> nodeIds, Path folder, boolean haveOwnDisks) throws Exception {
        for (MessageEvent event : MessageEvent.values()) {
            events.put(event, new AtomicLong());
        }
        Libraries libraries = Libraries.of(RelayProgram.class);
        String image = new NodeImage(engine, words -> {}).ensure(libraries);
        ContainerCommand command = new ContainerCommand(image, libraries, Map.of(), 1);
        RealTimeSettings settings = new RealTimeSettings(nodeIds, command, RelayProgram.VOCABULARY, folder);
        SplittableRandom random = new SplittableRandom(2);
        cluster = haveOwnDisks
                ? new DockerCluster.WithDisks(engine, timeline, random, run, settings)
                : new DockerCluster(engine, timeline, random, run, settings);
        CompletableFuture<Void> ready = new CompletableFuture<>();
        timeline.post(() -> cluster.start(this, () -> ready.complete(null)));
        thread.start();
        await(ready);
    }

    /** Asks {@code from} to relay a word, and waits for its reply. */
    RelayProgram.RelayOk relay(String from, String to, String word) throws Exception {
        return relay(from, to, word, true);
    }

    RelayProgram.RelayOk relay(String from, String to, String word, boolean synced) throws Exception {
        Message request = new Message("c1", from, requests++, Message.NO_ID, new RelayProgram.Relay(to, word, synced));
        assertThat(call(() -> cluster.send(request))).as("%s is up", from).isTrue();
        return (RelayProgram.RelayOk) take(replies).body();
    }

    /** Asks {@code from} to relay a word without waiting for a reply. */
    void tell(String from, String to, String word) throws Exception {
        Message request = new Message("c1", from, requests++, Message.NO_ID, new RelayProgram.Relay(to, word, true));
        call(() -> cluster.send(request));
    }

    /** Drops the replies that no test has waited for. */
    void discardReplies() {
        replies.clear();
    }

    /** Makes it relay words until the receiver has heard one. */
    void relayUntilHeard(String from, String to) throws Exception {
        String word = from + "-" + to + "-" + requests;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!heard.contains(word)) {
            assertThat(System.nanoTime()).as("%s is heard", word).isLessThan(deadline);
            relay(from, to, word);
        }
    }

    /** Returns all words in the nodes' journals. */
    List<String> heard() {
        return heard;
    }

    /** Returns the exception of the timeline's run. */
    Throwable failure() throws Exception {
        try {
            ended.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("the timeline has ended without a failure");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    long count(MessageEvent event) {
        return events.get(event).get();
    }

    void perform(Runnable action) throws Exception {
        call(() -> {
            action.run();
            return null;
        });
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
        await(result);
        return result.get();
    }

    /** Injects a fault; on the timeline's thread. */
    ActiveFault inject(Fault fault) {
        FaultContext context = new FaultContext(cluster, timeline, new SplittableRandom(3), Optional::empty);
        return fault.inject(context, () -> {}).orElseThrow();
    }

    /** Waits for a condition of the cluster. */
    void await(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!call(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("the condition comes true").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private <T> T take(BlockingQueue<T> queue) throws Exception {
        CompletableFuture<T> item = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await(item);
        assertThat(item.get()).as("what the cluster was to tell").isNotNull();
        return item.get();
    }

    private void await(CompletableFuture<?> future) throws Exception {
        CompletableFuture.anyOf(future, ended).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(future).as("the timeline has ended before").isDone();
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
        heard.add(((RelayProgram.Heard) fact).word());
    }

    @Override
    public void onMessage(MessageEvent event, long messageNumber, Message message) {
        if (!message.source().equals("c1") && !message.destination().equals("c1")) {
            events.get(event).incrementAndGet();
        }
    }

    @Override
    public void close() {
        timeline.stop();
        cluster.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.squall.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Experiment;
import dev.squall.fault.ActiveFault;
import dev.squall.fault.FaultContext;
import dev.squall.fault.FaultFamily;
import dev.squall.fault.Partition;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import dev.squall.run.RunFolder;
import dev.squall.run.Worlds;
import dev.squall.system.Systems;
import dev.squall.world.ClusterObserver;
import dev.squall.world.World;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.realtime.RealTimeline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/** Three nodes of a real system on a timeline with its own thread, so that tests can run step by step. */
final class RunningServers implements ClusterObserver, AutoCloseable {

    private static final long DEADLINE_SECONDS = 120;
    private static final long SILENCE_MILLIS = 1_500;

    final ServerCluster cluster;
    private final RealTimeline timeline;
    private final Map<Long, CompletableFuture<Body>> open = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "timeline");

    /** Starts the nodes, and waits until they serve. Skips the test with the reason if there is no container engine. */
    RunningServers(String system, Path runs) throws Exception {
        skipWithoutEngine();
        Experiment experiment = experiment(system, "lin-kv", List.of(), 1);
        RunFolder folder = RunFolder.create(runs, experiment, Instant.EPOCH.plusNanos(System.nanoTime()));
        World world = Worlds.create(
                experiment,
                Systems.installed().named(system),
                Systems.installed().workload("lin-kv"),
                Optional.of(folder),
                words -> {});
        cluster = (ServerCluster) world.cluster();
        timeline = (RealTimeline) world.timeline();
        CompletableFuture<Void> ready = new CompletableFuture<>();
        timeline.post(() -> cluster.start(this, () -> ready.complete(null)));
        thread.start();
        await(ready);
    }

    static void skipWithoutEngine() {
        try {
            DockerEngine.connect().close();
        } catch (WorldException e) {
            Assumptions.abort(e.getMessage());
        }
    }

    static Experiment experiment(String system, String workload, List<FaultFamily> faults, int seconds) {
        return Experiment.builder(system, workload)
                .world(WorldKind.DOCKER)
                .nodeCount(3)
                .concurrency(6)
                .ratePerSecond(100)
                .timeLimitMillis(TimeUnit.SECONDS.toMillis(seconds))
                .faults(faults)
                .nemesisIntervalMillis(2_000)
                .recoveryBoundMillis(20_000)
                .build();
    }

    /** Sends a request to a node and returns the reply, or an error if there is no reply soon. */
    Body ask(String node, Body request) throws Exception {
        long id = requests.incrementAndGet();
        CompletableFuture<Body> answer = new CompletableFuture<>();
        open.put(id, answer);
        assertThat(call(() -> cluster.send(new Message("c1", node, id, Message.NO_ID, request))))
                .as("%s is up", node)
                .isTrue();
        try {
            return answer.get(SILENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new ErrorReply(0, "no answer");
        }
    }

    /** Repeats a write of key 1 until it is acknowledged. */
    void write(String node, long value) throws Exception {
        awaitAnswer(node, new LinKv.Write(1L, value), new LinKv.WriteOk());
    }

    /** Repeats a request until the node gives this answer. */
    void awaitAnswer(String node, Body request, Body answer) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        Body found = ask(node, request);
        while (!found.equals(answer)) {
            assertThat(System.nanoTime())
                    .as("%s answers %s by %s, not %s", node, request, answer, found)
                    .isLessThan(deadline);
            found = ask(node, request);
        }
    }

    /** Cuts a node off from the others. Returns the action that heals the cut. */
    Runnable isolate(String node) throws Exception {
        List<String> others =
                cluster.nodeIds().stream().filter(other -> !other.equals(node)).toList();
        Map<String, List<String>> links =
                Map.of(node, others, others.get(0), List.of(node), others.get(1), List.of(node));
        FaultContext context = new FaultContext(cluster, timeline, new SplittableRandom(3), Optional::empty);
        ActiveFault cut =
                call(() -> new Partition(links).inject(context, () -> {}).orElseThrow());
        awaitSettled();
        return () -> cut.undo(() -> {});
    }

    void heal(Runnable undo) throws Exception {
        perform(undo);
        awaitSettled();
    }

    private void awaitSettled() throws Exception {
        await(() -> cluster.network().isSettled());
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

    /** Waits for a condition of the cluster. */
    void await(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!call(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("the condition comes true").isLessThan(deadline);
            Thread.onSpinWait();
        }
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
        open.get(reply.inReplyTo()).complete(reply.body());
    }

    @Override
    public void onFact(String nodeId, int life, Fact fact) {}

    @Override
    public void onMessage(MessageEvent event, long messageNumber, Message message) {}

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

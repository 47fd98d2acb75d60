package dev.squall.lectures.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Verdict;
import dev.squall.check.delivery.LinkProperty;
import dev.squall.check.journal.CrashContract;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.protocol.Links;
import dev.squall.workload.standard.LinkJournal;
import dev.squall.world.ClusterObserver;
import dev.squall.world.Latency;
import dev.squall.world.Network;
import dev.squall.world.WriteLoss;
import dev.squall.world.process.HostedCommand;
import dev.squall.world.process.ProcessCluster;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Nodes n1 and n2 as linked processes, with the analysis of their facts, so that tests can run step by step. */
final class LinkProcesses implements ClusterObserver, AutoCloseable {

    private static final long DEADLINE_SECONDS = 60;
    private static final List<String> NODES = List.of("n1", "n2");

    record Noted(String nodeId, int life, Fact fact) {}

    private final RealTimeline timeline = new RealTimeline();
    private final ProcessCluster cluster;
    private final LinkJournal journal =
            new LinkJournal(NODES, CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED, EnumSet.allOf(LinkProperty.class));
    private final List<Noted> facts = new ArrayList<>();
    private final BlockingQueue<Body> replies = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "timeline");
    private long requests;

    LinkProcesses(LinkProgram program, Path folder) throws Exception {
        HostedCommand command = new HostedCommand(program.getClass().getName(), Map.of(), false, 1);
        Network network = new Network(NODES.size(), Latency.NONE, new SplittableRandom(1));
        RealTimeSettings settings = new RealTimeSettings(NODES, command, program.vocabulary(), folder);
        cluster = new ProcessCluster(timeline, network, new SplittableRandom(2), settings);
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        timeline.post(() -> cluster.start(this, () -> ready.complete(true)));
        thread.start();
        take(ready);
    }

    private void run() {
        try {
            timeline.run();
        } catch (Throwable e) {
            failure.completeExceptionally(e);
        }
    }

    private <T> T take(CompletableFuture<T> result) throws Exception {
        CompletableFuture.anyOf(result, failure).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        return result.get();
    }

    private <T> T call(Supplier<T> action) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        timeline.post(() -> result.complete(action.get()));
        return take(result);
    }

    void await(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!call(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("the condition has come true").isLessThan(deadline);
        }
    }

    private void tell(String nodeId, Body body) throws Exception {
        Message request = new Message("c1", nodeId, requests++, Message.NO_ID, body);
        assertThat(call(() -> cluster.send(request))).as("%s is up", nodeId).isTrue();
    }

    private Body ask(String nodeId, Body body) throws Exception {
        tell(nodeId, body);
        return replies.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Lets n1 send a message to n2. */
    void send(long message) throws Exception {
        assertThat(ask("n1", new Links.Send("n2", message))).isEqualTo(new Links.SendOk());
    }

    /** Waits until n2 has acknowledged every message from n1. */
    void awaitAcknowledgements() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!ask("n1", new Links.Flush()).equals(new Links.FlushOk())) {
            assertThat(System.nanoTime()).as("all is acknowledged").isLessThan(deadline);
        }
    }

    void killAndRestart(String nodeId) throws Exception {
        assertThat(call(() -> cluster.kill(nodeId, WriteLoss.NONE).wasUp())).isTrue();
        call(() -> {
            cluster.restart(nodeId);
            return true;
        });
        await(() -> cluster.isUp(nodeId));
    }

    List<Noted> facts() throws Exception {
        return call(() -> List.copyOf(facts));
    }

    /** Ends the run and returns the verdicts. All messages sent until now are due. */
    List<Verdict> verdicts() throws Exception {
        return call(() -> {
            journal.onEnd(timeline.nowNanos());
            return journal.verdicts();
        });
    }

    @Override
    public void onReply(Message reply) {
        replies.add(reply.body());
    }

    @Override
    public void onFact(String nodeId, int life, Fact fact) {
        facts.add(new Noted(nodeId, life, fact));
        journal.onFact(timeline.nowNanos(), nodeId, life, fact);
    }

    @Override
    public void onLifeEnd(String nodeId, int life, boolean whole) {
        journal.onLifeEnd(timeline.nowNanos(), nodeId, life, whole);
    }

    @Override
    public void onMessage(MessageEvent event, long messageNumber, Message message) {
        // The analysis uses only the nodes' facts.
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

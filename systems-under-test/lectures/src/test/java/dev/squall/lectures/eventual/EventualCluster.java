package dev.squall.lectures.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.Latency;
import dev.squall.world.WriteLoss;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Three nodes. Their messages take a millisecond, so that a client can ask before they arrive. */
final class EventualCluster {

    private static final Latency ONE_MILLISECOND = new Latency(1_000_000, Latency.Distribution.CONSTANT);

    private final VirtualCluster cluster;

    EventualCluster(NodeProgram program) {
        this(program, Map.of());
    }

    EventualCluster(NodeProgram program, Map<String, String> options) {
        cluster = VirtualCluster.of(program)
                .options(options)
                .latency(ONE_MILLISECOND)
                .start();
    }

    /** Returns the answer to a client's request, before any message to another node arrives. */
    Body ask(String nodeId, Body request) {
        Body answer = cluster.ask("c0", nodeId, request);
        assertThat(answer).as("answer of %s to %s", nodeId, request).isNotNull();
        assertThat(cluster.unsyncedWhenSending())
                .as("records that were not stable when a message left")
                .isEmpty();
        return answer;
    }

    /** Returns each node's answer to a request. */
    List<Body> answers(Body request) {
        return cluster.nodeIds().stream().map(nodeId -> ask(nodeId, request)).toList();
    }

    /** Returns the messages sent between nodes since the last call. */
    List<Body> sent() {
        return cluster.takeSent().stream()
                .filter(message -> !Message.isClient(message.destination()))
                .map(Message::body)
                .toList();
    }

    /** Delivers all messages on their way, in less than a period of anti-entropy. */
    void deliver() {
        cluster.run(5);
    }

    /** Loses every message between nodes from now on. */
    void cut() {
        cluster.nodeIds().forEach(cluster::separate);
    }

    void heal() {
        cluster.heal();
    }

    /** Lets as many periods of anti-entropy pass as every pair of nodes needs to meet. */
    void reconcile() {
        long periods = cluster.nodeIds().size() - 1;
        cluster.run(periods * EventualOptions.of(Map.of()).antiEntropyMillis());
        deliver();
    }

    /** Crashes a node, loses all unsynced records, and starts it again. */
    void restart(String nodeId) {
        cluster.crash(nodeId, WriteLoss.LOST);
    }

    void setClock(String nodeId, long offsetSeconds) {
        cluster.world().setClock(nodeId, TimeUnit.SECONDS.toNanos(offsetSeconds), 0);
    }

    List<StableRecord> records(String nodeId) {
        return cluster.world().records(nodeId);
    }
}

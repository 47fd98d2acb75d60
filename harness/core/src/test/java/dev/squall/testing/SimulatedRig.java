package dev.squall.testing;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.world.ClusterObserver;
import dev.squall.world.Latency;
import dev.squall.world.Seed;
import dev.squall.world.simulated.SimulatedCluster;
import dev.squall.world.simulated.SimulatedTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A simulated cluster of nodes made for a test, and all that it told its observer. */
public final class SimulatedRig implements ClusterObserver {

    private static final long MILLISECOND_NANOS = 1_000_000L;

    public final SimulatedTimeline timeline = new SimulatedTimeline();
    public final SimulatedCluster cluster;

    /** Replies to clients, in order. */
    public final List<Message> replies = new ArrayList<>();

    /** Facts as {@code node/life fact}, in order. */
    public final List<String> facts = new ArrayList<>();

    /** Events of messages, as {@code EVENT source>destination}, in order. */
    public final List<String> traffic = new ArrayList<>();

    /** @param bodies what the nodes send to each other, if an adversary is to tamper with it */
    @SafeVarargs
    public SimulatedRig(
            int nodeCount, Latency latency, Function<Environment, Node> nodes, Class<? extends Body>... bodies) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= nodeCount; i++) {
            ids.add("n" + i);
        }
        cluster = new SimulatedCluster(program(nodes, bodies), Map.of(), ids, latency, new Seed(1), timeline);
    }

    /** A program without options. */
    @SafeVarargs
    public static NodeProgram program(Function<Environment, Node> nodes, Class<? extends Body>... bodies) {
        return new NodeProgram() {
            @Override
            public Node create(Environment environment, Map<String, String> options) {
                return nodes.apply(environment);
            }

            @Override
            public Vocabulary vocabulary() {
                return new Vocabulary(List.of(bodies), List.of(), List.of());
            }
        };
    }

    /** Starts the nodes; what their starting sets off happens when the timeline runs. */
    public SimulatedRig start() {
        cluster.start(this, () -> {});
        return this;
    }

    public void at(long millis, Runnable action) {
        timeline.schedule(millis * MILLISECOND_NANOS, action);
    }

    /** Runs until nothing is scheduled any more; more can be scheduled then. */
    public void settle() {
        timeline.run();
    }

    /** Runs this long from now, and no further ever after: for nodes that never rest. */
    public void runForTheLastTime(long millis) {
        timeline.schedule(timeline.nowNanos() + millis * MILLISECOND_NANOS, timeline::stop);
        timeline.run();
    }

    /** Sends a request as client {@code c0}. */
    public boolean request(String node, long messageId, Body body) {
        return cluster.send(new Message("c0", node, messageId, Message.NO_ID, body));
    }

    public List<Body> replyBodies() {
        return replies.stream().map(Message::body).toList();
    }

    @Override
    public void onReply(Message reply) {
        replies.add(reply);
    }

    @Override
    public void onFact(String nodeId, int life, Fact fact) {
        facts.add(nodeId + "/" + life + " " + fact);
    }

    @Override
    public void onMessage(MessageEvent event, long messageNumber, Message message) {
        traffic.add(event + " " + message.source() + ">" + message.destination());
    }
}

package dev.squall.world.process;

import dev.squall.fault.LateMessages;
import dev.squall.node.Message;
import dev.squall.world.ArbitraryLinks;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.Network;
import dev.squall.world.WorldException;
import dev.squall.world.adversary.Adversary;
import dev.squall.world.realtime.NodeLife;
import dev.squall.world.realtime.NodeLog;
import dev.squall.world.realtime.NodeMachine;
import dev.squall.world.realtime.NodeOutput;
import dev.squall.world.realtime.RealTimeCluster;
import dev.squall.world.realtime.RealTimeNode;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Cluster whose nodes are operating system processes. The harness passes on all messages between the nodes, so cutting
 * and delaying links needs no privileges. A node only has to speak Maelstrom's protocol on its standard streams. A slow
 * or stopped node cannot stall the timeline.
 *
 * <p>Bodies of messages between nodes are reported unparsed, as {@link dev.squall.node.wire.RawBody}.
 */
public class ProcessCluster extends RealTimeCluster implements ArbitraryLinks, LateMessages.PatientLinks {

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOG_BYTES_MAX = 16L << 20;
    private static final long LOG_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Environment variable that marks all processes of one life of a node. */
    private static final String VARIABLE = "SQUALL_LIFE";

    private final String clusterId = UUID.randomUUID().toString();
    private final Network network;
    private final Adversary adversary;
    /** Every process of this cluster; guarded by {@code this}, since {@link #close} may be called from any thread. */
    private final List<NodeProcess> processes = new ArrayList<>();

    private long messageCount;

    /**
     * @param network the links between the nodes
     * @param random decides where unsynced writes are torn
     */
    public ProcessCluster(RealTimeline timeline, Network network, RandomGenerator random, RealTimeSettings settings) {
        super(timeline, random, settings);
        this.network = network;
        this.adversary = new Adversary(() -> codec, settings.nodeIds());
    }

    @Override
    public final Network network() {
        return network;
    }

    @Override
    protected void prepare() {
        boundLogs();
    }

    private void boundLogs() {
        nodeIds().forEach(nodeId -> NodeLog.bound(settings.logFile(nodeId), LOG_BYTES_MAX));
        timeline.schedule(timeline.nowNanos() + LOG_CHECK_NANOS, this::boundLogs);
    }

    @Override
    protected final NodeMachine machineOf(String nodeId) {
        return new LocalMachine(settings.nodeFolder(nodeId));
    }

    @Override
    protected NodeLife begin(String nodeId, int life, NodeOutput output) {
        String lifeId = clusterId + "/" + nodeId + "/" + life;
        NodeProcess process =
                new NodeProcess(nodeId, spawn(nodeId, life, lifeId), VARIABLE + "=" + lifeId + "\0", timeline, output);
        processes.add(process);
        return process;
    }

    private Process spawn(String nodeId, int life, String lifeId) {
        List<String> command = settings.command().arguments(nodeId, life, settings.nodesFolder());
        try {
            Files.createDirectories(settings.nodeFolder(nodeId));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(settings.nodeFolder(nodeId).toFile());
            builder.environment().put(VARIABLE, lifeId);
            // Appends to the log, so that the log can be truncated while the node writes.
            builder.redirectError(
                    ProcessBuilder.Redirect.appendTo(settings.logFile(nodeId).toFile()));
            return builder.start();
        } catch (IOException e) {
            throw new WorldException(
                    "node " + nodeId + " cannot be started: " + e.getMessage() + "; expected '" + command.get(0)
                            + "' to be an executable",
                    e);
        }
    }

    @Override
    protected final long nextMessageNumber() {
        return messageCount++;
    }

    @Override
    protected final void carry(RealTimeNode sender, int life, Message message, String line) {
        long number = nextMessageNumber();
        RealTimeNode receiver = node(message.destination());
        observer().onMessage(MessageEvent.SENT, number, message);
        long arrival = network.route(index(sender), index(receiver), timeline.nowNanos());
        long secondArrival = network.duplicateArrivalNanos();
        if (arrival == Network.NEVER) {
            observer().onMessage(MessageEvent.LOST, number, message);
            return;
        }
        Adversary.Arrivals arrivals = adversary.tamper(message, network.tampering());
        if (arrivals.message().isEmpty()) {
            observer().onMessage(MessageEvent.LOST, number, message);
            return;
        }
        Message arriving = arrivals.message().get();
        RealTimeNode.Delivery delivery =
                new RealTimeNode.Delivery(number, arriving, arriving == message ? line : codec.encode(arriving));
        carryAt(arrival, sender, receiver, delivery);
        if (secondArrival != Network.NEVER) {
            timeline.schedule(secondArrival, () -> receiver.deliver(delivery));
        }
        arrivals.extra().ifPresent(extra -> {
            long extraNumber = nextMessageNumber();
            observer().onMessage(MessageEvent.SENT, extraNumber, extra);
            RealTimeNode.Delivery second = new RealTimeNode.Delivery(extraNumber, extra, codec.encode(extra));
            carryAt(arrival, sender, receiver, second);
        });
    }

    private void carryAt(
            long arrivalNanos, RealTimeNode sender, RealTimeNode receiver, RealTimeNode.Delivery delivery) {
        if (arrivalNanos == Network.HELD) {
            network.hold(() -> carryAt(
                    network.routeReleased(index(sender), index(receiver), timeline.nowNanos()),
                    sender,
                    receiver,
                    delivery));
        } else {
            timeline.schedule(arrivalNanos, () -> receiver.deliver(delivery));
        }
    }

    private int index(RealTimeNode node) {
        return nodeIds().indexOf(node.nodeId());
    }

    @Override
    protected final void free() {
        processes.forEach(NodeProcess::terminate);
        long deadline = System.nanoTime() + GRACE_NANOS;
        processes.forEach(process -> process.awaitDeath(deadline));
        WorldException failure = null;
        for (NodeProcess process : processes) {
            try {
                process.kill();
            } catch (WorldException e) {
                // Goes on to end the other nodes.
                failure = e;
            }
        }
        processes.forEach(NodeProcess::joinThreads);
        nodeIds().forEach(nodeId -> NodeLog.bound(settings.logFile(nodeId), LOG_BYTES_MAX));
        if (failure != null) {
            throw failure;
        }
    }
}

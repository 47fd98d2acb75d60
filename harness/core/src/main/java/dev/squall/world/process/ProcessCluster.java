package dev.squall.world.process;

import dev.squall.node.Message;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.Network;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Nodes as operating system processes, the harness the network between them. It needs no privileges, and of a node only
 * that it speaks Maelstrom's protocol on its standard streams. No node can stall the timeline.
 *
 * <p>Bodies of messages between nodes are reported as {@link dev.squall.node.wire.RawBody}, as they came.
 */
public class ProcessCluster extends RealTimeCluster {

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Network network;
    /** Every process of this cluster; guarded by this, as closing may come from any thread. */
    private final List<NodeProcess> processes = new ArrayList<>();

    private long messageCount;

    /**
     * @param network the links between the nodes
     * @param random decides where unsynced writes are torn
     */
    public ProcessCluster(RealTimeline timeline, Network network, RandomGenerator random, ProcessSettings settings) {
        super(timeline, random, settings);
        this.network = network;
    }

    @Override
    public final Network network() {
        return network;
    }

    @Override
    protected final void prepare() {
        // Each process is made when it starts.
    }

    @Override
    protected final NodeMachine machineOf(String nodeId) {
        return new LocalMachine(settings.nodeFolder(nodeId));
    }

    @Override
    protected final NodeLife begin(String nodeId, int life, NodeOutput output) {
        NodeProcess process = new NodeProcess(nodeId, spawn(nodeId, life), timeline, output);
        processes.add(process);
        return process;
    }

    private Process spawn(String nodeId, int life) {
        List<String> command = settings.command().arguments(nodeId, life, settings.nodesFolder());
        try {
            Files.createDirectories(settings.nodeFolder(nodeId));
            return new ProcessBuilder(command)
                    .directory(settings.nodeFolder(nodeId).toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            settings.logFile(nodeId).toFile()))
                    .start();
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
    protected final void carry(ProcessNode sender, int life, Message message, String line) {
        long number = nextMessageNumber();
        ProcessNode receiver = node(message.destination());
        observer().onMessage(MessageEvent.SENT, number, message);
        long arrival = network.route(index(sender), index(receiver), timeline.nowNanos());
        long secondArrival = network.duplicateArrivalNanos();
        ProcessNode.Delivery delivery = new ProcessNode.Delivery(number, message, line);
        if (arrival == Network.NEVER) {
            observer().onMessage(MessageEvent.LOST, number, message);
        } else {
            timeline.schedule(arrival, () -> receiver.deliver(delivery));
        }
        if (secondArrival != Network.NEVER) {
            timeline.schedule(secondArrival, () -> receiver.deliver(delivery));
        }
    }

    private int index(ProcessNode node) {
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
                // The others are to end all the same.
                failure = e;
            }
        }
        processes.forEach(NodeProcess::joinThreads);
        if (failure != null) {
            throw failure;
        }
    }
}

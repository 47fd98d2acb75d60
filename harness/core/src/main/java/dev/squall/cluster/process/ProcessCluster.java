package dev.squall.cluster.process;

import dev.squall.cluster.Cluster;
import dev.squall.cluster.ClusterObserver;
import dev.squall.cluster.ClusterObserver.MessageEvent;
import dev.squall.cluster.Faculty;
import dev.squall.cluster.KillEvidence;
import dev.squall.cluster.Network;
import dev.squall.cluster.WorldException;
import dev.squall.cluster.WriteLoss;
import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import dev.squall.node.wire.WireCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Nodes as operating system processes, the harness the network between them. It needs no privileges, and of a node only
 * that it speaks Maelstrom's protocol on its standard streams.
 *
 * <p>A node that breaks the protocol, or ends without having been killed, makes {@link RealTimeline#run()} throw a
 * {@link WorldException} that says what it did and the last it wrote to its standard error. No node can stall the
 * timeline, and none outlives the cluster: {@link #close()} also runs when the Java machine is told to end.
 *
 * <p>Bodies of messages between nodes are reported as {@link dev.squall.node.wire.RawBody}, as they came.
 */
public final class ProcessCluster implements Cluster {

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RealTimeline timeline;
    private final Network network;
    private final RandomGenerator random;
    private final ProcessSettings settings;
    private final WireCodec codec;
    private final Map<String, ProcessNode> nodes = new LinkedHashMap<>();
    private final Thread closeAtExit = new Thread(this::close, "close cluster");
    /** Every process of this cluster; guarded by this, as closing may come from any thread. */
    private final List<NodeProcess> processes = new ArrayList<>();

    private volatile boolean closed;
    private ClusterObserver observer;
    private long messageCount;
    private int starting;

    /**
     * @param network the links between the nodes
     * @param random decides where unsynced writes are torn
     */
    public ProcessCluster(RealTimeline timeline, Network network, RandomGenerator random, ProcessSettings settings) {
        this.timeline = timeline;
        this.network = network;
        this.random = random;
        this.settings = settings;
        this.codec = new WireCodec(settings.vocabulary());
    }

    @Override
    public List<String> nodeIds() {
        return settings.nodeIds();
    }

    @Override
    public Set<Faculty> faculties() {
        return settings.command().isHosted()
                ? EnumSet.complementOf(EnumSet.of(Faculty.KILL_AT_SYNC))
                : EnumSet.of(Faculty.LINKS, Faculty.MESSAGES, Faculty.KILL, Faculty.PAUSE);
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public void start(ClusterObserver observer, Runnable whenReady) {
        if (this.observer != null) {
            throw new IllegalStateException("the cluster has been started already");
        }
        this.observer = observer;
        Runtime.getRuntime().addShutdownHook(closeAtExit);
        starting = nodeIds().size();
        for (String nodeId : nodeIds()) {
            ProcessNode node = new ProcessNode(nodeId, settings, timeline, codec, observer);
            nodes.put(nodeId, node);
            launch(node, () -> {
                starting--;
                if (starting == 0) {
                    whenReady.run();
                }
            });
        }
    }

    private void launch(ProcessNode node, Runnable whenUp) {
        int life = node.nextLife(whenUp);
        NodeOutput output = new NodeOutput(node, life, settings, codec, output());
        synchronized (this) {
            if (closed) {
                throw new WorldException("the cluster is closed: no node can be started");
            }
            NodeProcess process = new NodeProcess(node.nodeId(), spawn(node.nodeId(), life), timeline, output);
            processes.add(process);
            node.attach(process);
        }
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
    public boolean send(Message request) {
        ProcessNode node = node(request.destination());
        if (!node.isUp()) {
            return false;
        }
        long number = messageCount++;
        observer.onMessage(MessageEvent.SENT, number, request);
        node.deliver(new ProcessNode.Delivery(number, request, codec.encode(request)));
        return true;
    }

    private NodeOutput.Switch output() {
        return new NodeOutput.Switch() {
            @Override
            public void onMessage(ProcessNode sender, int life, Message message, String line) {
                route(sender, life, message, line);
            }

            @Override
            public void onEnd(ProcessNode node, int life) {
                if (!closed) {
                    node.onEnd(life);
                }
            }
        };
    }

    /** Takes a message that a node has sent to where it goes. */
    private void route(ProcessNode sender, int life, Message message, String line) {
        String destination = message.destination();
        if (destination.equals(Control.HARNESS)) {
            sender.onControl(life, message);
            return;
        }
        long number = messageCount++;
        if (Message.isClient(destination)) {
            observer.onMessage(MessageEvent.SENT, number, message);
            observer.onMessage(MessageEvent.RECEIVED, number, message);
            observer.onReply(message);
            return;
        }
        ProcessNode receiver = nodes.get(destination);
        if (receiver == null) {
            throw NodeLog.failure(
                    settings,
                    sender.nodeId(),
                    "sent a message to '" + destination + "', expected a client or one of " + nodeIds()
                            + ": this world offers no services");
        }
        observer.onMessage(MessageEvent.SENT, number, message);
        long arrival = network.route(index(sender), index(receiver), timeline.nowNanos());
        long secondArrival = network.duplicateArrivalNanos();
        ProcessNode.Delivery delivery = new ProcessNode.Delivery(number, message, line);
        if (arrival == Network.NEVER) {
            observer.onMessage(MessageEvent.LOST, number, message);
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
    public boolean isUp(String nodeId) {
        return node(nodeId).isUp();
    }

    @Override
    public boolean isPaused(String nodeId) {
        return node(nodeId).isPaused();
    }

    @Override
    public KillEvidence kill(String nodeId, WriteLoss loss) {
        if (loss != WriteLoss.NONE) {
            require(Faculty.UNSYNCED_WRITES);
        }
        return node(nodeId).kill(loss, random);
    }

    @Override
    public boolean hasUnsyncedWrites(String nodeId) {
        require(Faculty.UNSYNCED_WRITES);
        return node(nodeId).hasUnsyncedWrites();
    }

    /** Not in this world: the harness cannot stop a process between two of its instructions. */
    @Override
    public Runnable killAtNextSync(String nodeId, WriteLoss loss, Consumer<KillEvidence> report) {
        throw new IllegalStateException("the process world lacks " + Faculty.KILL_AT_SYNC);
    }

    @Override
    public void restart(String nodeId) {
        ProcessNode node = node(nodeId);
        if (node.isDown()) {
            launch(node, () -> {});
        }
    }

    @Override
    public void pause(String nodeId) {
        node(nodeId).pause();
    }

    @Override
    public void resume(String nodeId) {
        node(nodeId).resume();
    }

    @Override
    public void setClock(String nodeId, long offsetNanos, long ratePartsPerBillion) {
        require(Faculty.CLOCK);
        node(nodeId).setClock(offsetNanos, ratePartsPerBillion);
    }

    @Override
    public long clockOffsetNanos(String nodeId) {
        require(Faculty.CLOCK);
        return node(nodeId).clockOffsetNanos();
    }

    private void require(Faculty faculty) {
        if (!faculties().contains(faculty)) {
            throw new IllegalStateException("nodes that are foreign executables lack " + faculty
                    + ": it takes nodes that this project's host runs");
        }
    }

    private ProcessNode node(String nodeId) {
        ProcessNode node = nodes.get(nodeId);
        if (node == null) {
            throw new IllegalArgumentException("no node " + nodeId + " runs, expected one of " + nodes.keySet());
        }
        return node;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        processes.forEach(NodeProcess::terminate);
        long deadline = System.nanoTime() + GRACE_NANOS;
        processes.forEach(process -> process.awaitDeath(deadline));
        RuntimeException failure = null;
        for (NodeProcess process : processes) {
            try {
                process.kill();
            } catch (WorldException e) {
                // The others are to end all the same.
                failure = e;
            }
        }
        processes.forEach(NodeProcess::joinThreads);
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException e) {
            // The Java machine is ending, and this hook may be what runs.
        }
        if (failure != null) {
            throw failure;
        }
    }
}

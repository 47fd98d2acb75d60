package dev.squall.cluster.docker;

import dev.squall.cluster.Cluster;
import dev.squall.cluster.ClusterObserver;
import dev.squall.cluster.ClusterObserver.MessageEvent;
import dev.squall.cluster.Faculty;
import dev.squall.cluster.KillEvidence;
import dev.squall.cluster.Latency;
import dev.squall.cluster.Network;
import dev.squall.cluster.WorldException;
import dev.squall.cluster.WriteLoss;
import dev.squall.cluster.process.NodeLog;
import dev.squall.cluster.process.NodeOutput;
import dev.squall.cluster.process.ProcessNode;
import dev.squall.cluster.process.ProcessSettings;
import dev.squall.cluster.process.RealTimeline;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.host.TcpMain;
import dev.squall.node.wire.Control;
import dev.squall.node.wire.WireCodec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Nodes in containers, with TCP links between them on a network of the run's own. The harness speaks with each node
 * through a port on the loopback interface: clients' requests, facts, clocks, and the trace of messages.
 *
 * <p>A node that ends without having been killed makes {@link RealTimeline#run()} throw a {@link WorldException}.
 * {@link #close()} removes all that was made, and also runs when the Java machine is told to end; what a harness leaves
 * that is killed the next cluster removes.
 */
public final class DockerCluster implements Cluster {

    private static final int ENGINE_THREADS = 8;

    private final DockerEngine engine;
    private final RealTimeline timeline;
    private final RandomGenerator random;
    private final ProcessSettings settings;
    private final WireCodec codec;
    private final ExecutorService executor = Executors.newFixedThreadPool(ENGINE_THREADS, DockerCluster::daemon);
    private final Pods pods;
    private final NodeLogs logs;
    private final Map<String, Pod> podOfNode = new LinkedHashMap<>();
    private final Map<String, ProcessNode> nodes = new LinkedHashMap<>();
    private final MessageFaults messageFaults;
    private final Network network;
    private final Thread closeAtExit = new Thread(this::close, "close cluster");
    /** Guarded by this, as closing may come from any thread. */
    private final List<ContainerLife> lives = new ArrayList<>();

    private final Map<String, ContainerLife> lifeOfNode = new LinkedHashMap<>();

    private volatile boolean closed;
    private ClusterObserver observer;
    private MessageTrace trace;
    private int starting;

    /**
     * @param engine is closed with the cluster
     * @param random decides where unsynced writes are torn
     * @param run the run's name, unique in the engine: what is made in it has names that begin so
     * @param settings whose command must be a {@link ContainerCommand}
     */
    public DockerCluster(
            DockerEngine engine, RealTimeline timeline, RandomGenerator random, String run, ProcessSettings settings) {
        this.engine = engine;
        this.timeline = timeline;
        this.random = random;
        this.settings = settings;
        this.codec = new WireCodec(settings.vocabulary());
        ContainerCommand command = (ContainerCommand) settings.command();
        ContainerExec exec = new ContainerExec(engine);
        this.pods = new Pods(
                engine,
                settings,
                command.image(),
                List.of(TcpMain.CONTROL_PORT),
                Ownership.ofThisProcess(run),
                exec,
                executor);
        this.logs = new NodeLogs(engine, settings);
        PacketFilter filter = new PacketFilter(podOfNode, PacketFilter.LINKS, exec, timeline, executor);
        this.messageFaults = new MessageFaults(settings.nodeIds(), this::tellHost);
        this.network =
                new Network(settings.nodeIds().size(), Latency.NONE, random, new LinkFaults(filter, messageFaults));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "container engine");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public List<String> nodeIds() {
        return settings.nodeIds();
    }

    @Override
    public Set<Faculty> faculties() {
        return EnumSet.complementOf(EnumSet.of(Faculty.KILL_AT_SYNC));
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
        this.trace = new MessageTrace(observer);
        Runtime.getRuntime().addShutdownHook(closeAtExit);
        createPods();
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

    /** Closing waits for it: so there is nothing that it would not know of. */
    private synchronized void createPods() {
        if (closed) {
            throw new WorldException("the cluster is closed: no node can be started");
        }
        try {
            new Leftovers(engine).remove();
            podOfNode.putAll(pods.create());
        } catch (RuntimeException e) {
            throw new WorldException(
                    "the containers cannot be made: "
                            + DockerEngine.complaint(e, "", "the engine's log may tell more (journalctl -u docker)"),
                    e);
        }
    }

    private void launch(ProcessNode node, Runnable whenUp) {
        String nodeId = node.nodeId();
        int life = node.nextLife(whenUp);
        List<String> firstLines = new ArrayList<>();
        firstLines.add(encode(nodeId, new Control.SquallLinks(nodeId, life, addresses())));
        messageFaults.settings(nodeId).forEach(setting -> firstLines.add(encode(nodeId, setting)));
        NodeOutput output = new NodeOutput(node, life, settings, codec, output());
        synchronized (this) {
            if (closed) {
                throw new WorldException("the cluster is closed: no node can be started");
            }
            Pod pod = podOfNode.get(nodeId);
            ContainerLife started =
                    new ContainerLife(engine, pod, timeline, output, firstLines, () -> collectLog(pod), executor);
            lives.add(started);
            lifeOfNode.put(nodeId, started);
            node.attach(started);
        }
    }

    private void tellHost(String nodeId, Body body) {
        if (!node(nodeId).isDown()) {
            lifeOfNode.get(nodeId).offer(encode(nodeId, body));
        }
    }

    private String encode(String nodeId, Body body) {
        return codec.encode(new Message(Control.HARNESS, nodeId, Message.NO_ID, Message.NO_ID, body));
    }

    private Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        podOfNode.forEach((nodeId, pod) -> addresses.put(nodeId, pod.address() + ":" + TcpMain.LINKS_PORT));
        return addresses;
    }

    private void collectLog(Pod pod) {
        if (!closed) {
            logs.collect(pod);
        }
    }

    @Override
    public boolean send(Message request) {
        ProcessNode node = node(request.destination());
        if (!node.isUp()) {
            return false;
        }
        long number = trace.nextMessageNumber();
        observer.onMessage(MessageEvent.SENT, number, request);
        node.deliver(new ProcessNode.Delivery(number, request, codec.encode(request)));
        return true;
    }

    private NodeOutput.Switch output() {
        return new NodeOutput.Switch() {
            @Override
            public void onMessage(ProcessNode sender, int life, Message message, String line) {
                take(sender, life, message);
            }

            @Override
            public void onEnd(ProcessNode node, int life) {
                if (!closed) {
                    node.onEnd(life);
                }
            }
        };
    }

    /** Takes what a node's host tells: what the node says to clients and the harness, and of what it says to nodes. */
    private void take(ProcessNode sender, int life, Message message) {
        String destination = message.destination();
        if (message.body() instanceof Control.SquallReceived received) {
            trace.onFate(
                    new MessageTrace.Key(received.sender(), received.life(), received.number()), MessageEvent.RECEIVED);
        } else if (message.body() instanceof Control.SquallLost lost) {
            trace.onFate(new MessageTrace.Key(sender.nodeId(), life, lost.number()), MessageEvent.LOST);
        } else if (message.body() instanceof Control.SquallBites bites) {
            messageFaults.onBites(bites);
        } else if (destination.equals(Control.HARNESS)) {
            sender.onControl(life, message);
        } else if (Message.isClient(destination)) {
            long number = trace.nextMessageNumber();
            observer.onMessage(MessageEvent.SENT, number, message);
            observer.onMessage(MessageEvent.RECEIVED, number, message);
            observer.onReply(message);
        } else if (nodes.containsKey(destination)) {
            trace.onSent(sender.nodeId(), life, message);
        } else {
            throw NodeLog.failure(
                    settings,
                    sender.nodeId(),
                    "sent a message to '" + destination + "', expected a client or one of " + nodeIds()
                            + ": this world offers no services");
        }
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
        return node(nodeId).kill(loss, random);
    }

    @Override
    public boolean hasUnsyncedWrites(String nodeId) {
        return node(nodeId).hasUnsyncedWrites();
    }

    /** Not in this world: the harness cannot stop a process between two of its instructions. */
    @Override
    public Runnable killAtNextSync(String nodeId, WriteLoss loss, Consumer<KillEvidence> report) {
        throw new IllegalStateException("the container world lacks " + Faculty.KILL_AT_SYNC);
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
        node(nodeId).setClock(offsetNanos, ratePartsPerBillion);
    }

    @Override
    public long clockOffsetNanos(String nodeId) {
        return node(nodeId).clockOffsetNanos();
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
        try {
            podOfNode.values().forEach(logs::collect);
            pods.remove();
        } finally {
            lives.forEach(ContainerLife::close);
            executor.shutdownNow();
            engine.close();
            try {
                Runtime.getRuntime().removeShutdownHook(closeAtExit);
            } catch (IllegalStateException e) {
                // The Java machine is ending, and this hook may be what runs.
            }
        }
    }
}

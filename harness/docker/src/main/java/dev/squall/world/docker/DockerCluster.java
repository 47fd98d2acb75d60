package dev.squall.world.docker;

import dev.squall.fault.LateMessages;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.host.TcpMain;
import dev.squall.node.wire.Control;
import dev.squall.world.Clocks;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.Crashable;
import dev.squall.world.DamageableDisks;
import dev.squall.world.FillableDisks;
import dev.squall.world.Latency;
import dev.squall.world.Network;
import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.ContainerExec;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.engine.Leftovers;
import dev.squall.world.docker.engine.Ownership;
import dev.squall.world.realtime.NodeLife;
import dev.squall.world.realtime.NodeMachine;
import dev.squall.world.realtime.NodeOutput;
import dev.squall.world.realtime.RealTimeCluster;
import dev.squall.world.realtime.RealTimeNode;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * Cluster of nodes in containers, with TCP links between the nodes on a network for this run. The harness communicates
 * with each node through a port on the loopback interface. The port carries clients' requests, facts, and the trace of
 * messages.
 *
 * <p>{@link #close()} removes all containers, volumes and networks of the run. If a harness is killed, the next cluster
 * removes the leftovers of the killed harness.
 */
public class DockerCluster extends RealTimeCluster
        implements LateMessages.PatientLinks, Crashable, Clocks, DamageableDisks {

    private static final int ENGINE_THREADS = 8;

    private final DockerEngine engine;
    private final ExecutorService executor = Executors.newFixedThreadPool(ENGINE_THREADS, DockerCluster::daemon);
    private final Pods pods;
    private final NodeLogs logs;
    private final Map<String, Pod> podOfNode = new LinkedHashMap<>();
    private final MessageFaults messageFaults;
    private final Network network;
    /** Lives of the nodes, guarded by this object because any thread may close the cluster. */
    private final List<ContainerLife> lives = new ArrayList<>();

    private final Map<String, ContainerLife> lifeOfNode = new LinkedHashMap<>();
    private final Map<String, PodMachine> machines = new LinkedHashMap<>();
    private final ContainerExec exec;
    private MessageTrace trace;
    private CausalOrder order;

    /**
     * @param engine connection to the engine, closed with the cluster
     * @param random decides where unsynced writes are torn
     * @param run name of the run, unique in the engine; it is the prefix of all names created in the engine
     * @param settings settings with a {@link ContainerCommand} as command
     * @param latency latency of messages between nodes, in addition to that of the containers' network
     * @param haveOwnDisks true if each node's storage is a small disk of its own in memory, which can be filled.
     *     Otherwise each node's storage is in the run's folder on this machine
     */
    public DockerCluster(
            DockerEngine engine,
            RealTimeline timeline,
            RandomGenerator random,
            String run,
            RealTimeSettings settings,
            Latency latency) {
        this(engine, timeline, random, run, settings, latency, false);
    }

    /** @param haveOwnDisks true as in {@link WithDisks}; otherwise each node's storage is in the run's folder */
    private DockerCluster(
            DockerEngine engine,
            RealTimeline timeline,
            RandomGenerator random,
            String run,
            RealTimeSettings settings,
            Latency latency,
            boolean haveOwnDisks) {
        super(timeline, random, settings);
        this.engine = engine;
        ContainerCommand command = (ContainerCommand) settings.command();
        this.exec = new ContainerExec(engine);
        PodPlan plan = new PodPlan(settings.nodeIds(), command.image(), List.of(TcpMain.CONTROL_PORT), haveOwnDisks);
        this.pods = new Pods(engine, settings, plan, Ownership.ofThisProcess(run), exec, executor);
        this.logs = new NodeLogs(engine, settings);
        PacketFilter filter = new PacketFilter(podOfNode, PacketFilter.LINKS, exec, timeline, executor);
        this.messageFaults = new MessageFaults(settings.nodeIds(), latency, this::tellHost);
        this.network =
                new Network(settings.nodeIds().size(), Latency.NONE, random, new LinkFaults(filter, messageFaults));
    }

    /** Cluster whose nodes each have a small disk of their own in memory, which can be filled. */
    public static final class WithDisks extends DockerCluster implements FillableDisks {

        /** Creates a cluster with the arguments of {@link DockerCluster}. */
        public WithDisks(
                DockerEngine engine,
                RealTimeline timeline,
                RandomGenerator random,
                String run,
                RealTimeSettings settings,
                Latency latency) {
            super(engine, timeline, random, run, settings, latency, true);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "container engine");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public final Network network() {
        return network;
    }

    @Override
    protected final void prepare() {
        trace = new MessageTrace(observer());
        try {
            new Leftovers(engine).remove();
            Map<String, ClockFile> clocks = new LinkedHashMap<>();
            nodeIds().forEach(nodeId -> clocks.put(nodeId, ClockFile.in(settings.nodeFolder(nodeId))));
            podOfNode.putAll(pods.create());
            podOfNode.forEach((nodeId, pod) -> machines.put(
                    nodeId, new PodMachine(pod, clocks.get(nodeId), settings.nodeFolder(nodeId), pod.disk(), exec)));
        } catch (RuntimeException e) {
            throw new WorldException(
                    "the containers cannot be made: "
                            + DockerEngine.complaint(e, "", "the engine's log may tell more (journalctl -u docker)"),
                    e);
        }
    }

    /** Returns the handler of the nodes' output in causal order, since each node has a connection of its own. */
    @Override
    protected final NodeOutput.Switch output() {
        if (order == null) {
            order = new CausalOrder(super.output(), trace::isSent);
        }
        return order;
    }

    @Override
    protected final NodeMachine machineOf(String nodeId) {
        return machines.get(nodeId);
    }

    @Override
    protected final NodeLife begin(String nodeId, int life, NodeOutput output) {
        List<String> firstLines = new ArrayList<>();
        firstLines.add(encode(nodeId, new Control.SquallLinks(nodeId, life, addresses())));
        messageFaults.settings(nodeId).forEach(setting -> firstLines.add(encode(nodeId, setting)));
        Pod pod = podOfNode.get(nodeId);
        ContainerLife started =
                new ContainerLife(engine, pod, timeline, output, firstLines, () -> collectLog(pod), executor);
        lives.add(started);
        lifeOfNode.put(nodeId, started);
        return started;
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
        if (!isClosed()) {
            logs.collect(pod);
        }
    }

    @Override
    protected final long nextMessageNumber() {
        return trace.nextMessageNumber();
    }

    /** Only traces the message, which the sender's own link carries. */
    @Override
    protected final void carry(RealTimeNode sender, int life, Message message, String line) {
        trace.onSent(sender.nodeId(), life, message);
    }

    @Override
    protected final void takeForHarness(RealTimeNode sender, int life, Message message) {
        if (message.body() instanceof Control.SquallReceived received) {
            trace.onFate(
                    new MessageTrace.Key(received.sender(), received.life(), received.number()), MessageEvent.RECEIVED);
        } else if (message.body() instanceof Control.SquallLost lost) {
            trace.onFate(new MessageTrace.Key(sender.nodeId(), life, lost.number()), MessageEvent.LOST);
        } else if (message.body() instanceof Control.SquallBites bites) {
            messageFaults.onBites(bites);
        } else {
            super.takeForHarness(sender, life, message);
        }
    }

    @Override
    protected final void free() {
        try {
            podOfNode.values().forEach(logs::collect);
            machines.values().forEach(PodMachine::collect);
        } finally {
            endAll();
        }
    }

    private void endAll() {
        try {
            pods.remove();
        } finally {
            lives.forEach(ContainerLife::close);
            executor.shutdownNow();
            engine.close();
        }
    }
}

package dev.squall.world.realtime;

import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import dev.squall.node.wire.MalformedMessageException;
import dev.squall.node.wire.RawBody;
import dev.squall.node.wire.WireCodec;
import dev.squall.world.Cluster;
import dev.squall.world.ClusterObserver;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.KillEvidence;
import dev.squall.world.Killable;
import dev.squall.world.MessageLinks;
import dev.squall.world.Pausable;
import dev.squall.world.Seed;
import dev.squall.world.StorageFault;
import dev.squall.world.WorldException;
import dev.squall.world.WriteLoss;
import dev.squall.world.service.Services;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Cluster of nodes that run in real time and speak the wire protocol with the harness. Subclasses decide how nodes are
 * run, and how messages between nodes are carried.
 *
 * <p>A node that breaks the protocol, or ends without having been killed, makes {@link RealTimeline#run()} throw a
 * {@link WorldException}. The exception's message describes the failure and quotes the node's standard error. Only a
 * node of somebody else's that ends after it has served is left down, with a {@link NodeEnded} fact. No node outlives
 * the cluster: {@link #close()} also runs when the JVM shuts down.
 */
// Longer than 350 lines: each capability of a cluster takes a few lines, which pass it on to a node.
public abstract class RealTimeCluster implements Cluster, MessageLinks, Killable, Pausable {

    protected final RealTimeline timeline;
    protected final RealTimeSettings settings;
    protected final WireCodec codec;
    private final RandomGenerator random;
    private final Map<String, RealTimeNode> nodes = new LinkedHashMap<>();
    private final Thread closeAtExit = new Thread(this::close, "close cluster");
    private volatile boolean closed;
    /** Names of all clients that have sent a request. */
    private final Set<String> clients = new HashSet<>();
    /** Oddities that were reported, by node and kind. */
    private final Set<List<String>> oddities = new HashSet<>();

    private ClusterObserver observer;
    /** The services; null until a node calls one. */
    private Services services;

    private int starting;

    /** @param random decides where unsynced writes are torn */
    protected RealTimeCluster(RealTimeline timeline, RandomGenerator random, RealTimeSettings settings) {
        this.timeline = timeline;
        this.random = random;
        this.settings = settings;
        this.codec = new WireCodec(settings.vocabulary());
    }

    /**
     * Prepares the resources of the nodes before the first node starts. Called with the cluster's lock, so that {@link
     * #close} waits for it.
     */
    protected abstract void prepare();

    /** Returns the machine of the node. */
    protected abstract NodeMachine machineOf(String nodeId);

    /** Begins to start a life of a node. Called with the cluster's lock. */
    protected abstract NodeLife begin(String nodeId, int life, NodeOutput output);

    /** Carries a message from a node to another node. */
    protected abstract void carry(RealTimeNode sender, int life, Message message, String line);

    /** Returns the next number of a message in the trace. */
    protected abstract long nextMessageNumber();

    /** Ends every node and frees the cluster's resources. Called once, with the cluster's lock. */
    protected abstract void free();

    protected final ClusterObserver observer() {
        return observer;
    }

    protected final boolean isClosed() {
        return closed;
    }

    /** Returns the nodes by name, in order. */
    protected final Map<String, RealTimeNode> nodes() {
        return nodes;
    }

    @Override
    public final List<String> nodeIds() {
        return settings.nodeIds();
    }

    @Override
    public final void start(ClusterObserver newObserver, Runnable whenReady) {
        if (observer != null) {
            throw new IllegalStateException("the cluster has been started already");
        }
        observer = newObserver;
        Runtime.getRuntime().addShutdownHook(closeAtExit);
        synchronized (this) {
            requireOpen();
            prepare();
        }
        starting = nodeIds().size();
        for (String nodeId : nodeIds()) {
            RealTimeNode node = new RealTimeNode(nodeId, settings, timeline, codec, observer, machineOf(nodeId));
            nodes.put(nodeId, node);
            launch(node, () -> {
                starting--;
                if (starting == 0) {
                    whenReady.run();
                }
            });
        }
    }

    private void launch(RealTimeNode node, Runnable whenUp) {
        int life = node.nextLife(whenUp);
        NodeOutput output = new NodeOutput(node, life, settings, codec, output());
        synchronized (this) {
            requireOpen();
            node.attach(begin(node.nodeId(), life, output));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new WorldException("the cluster is closed: no node can be started");
        }
    }

    @Override
    public final boolean send(Message request) {
        RealTimeNode node = node(request.destination());
        if (!node.isUp()) {
            return false;
        }
        clients.add(request.source());
        long number = nextMessageNumber();
        observer.onMessage(MessageEvent.SENT, number, request);
        node.deliver(new RealTimeNode.Delivery(number, request, codec.encode(request)));
        return true;
    }

    /** Returns the handler of the output of a node's next life. */
    protected NodeOutput.Switch output() {
        return new NodeOutput.Switch() {
            @Override
            public void onMessage(RealTimeNode sender, int life, Message message, String line) {
                take(sender, life, message, line);
            }

            @Override
            public void onOddity(RealTimeNode sender, String kind, Supplier<String> words) {
                if (oddities.add(List.of(sender.nodeId(), kind))) {
                    observer.onOddity(sender.nodeId(), words.get());
                }
            }

            @Override
            public void onEnd(RealTimeNode node, int life) {
                if (!closed) {
                    node.onEnd(life);
                    startIfRepaired(node);
                }
            }
        };
    }

    private void take(RealTimeNode sender, int life, Message message, String line) {
        String destination = message.destination();
        if (destination.equals(Control.HARNESS)) {
            takeForHarness(sender, life, message);
        } else if (sender.isInitReply(life, message)) {
            sender.onInitReply(life, message);
        } else if (nodes.containsKey(destination)) {
            carry(sender, life, message, line);
        } else if (Message.isClient(destination)) {
            requireClient(sender, message);
            long number = nextMessageNumber();
            observer.onMessage(MessageEvent.SENT, number, message);
            observer.onMessage(MessageEvent.RECEIVED, number, message);
            observer.onReply(message);
        } else if (Services.isService(destination) && message.body() instanceof RawBody request) {
            serve(message, request);
        } else {
            throw NodeLog.failure(
                    settings,
                    sender.nodeId(),
                    "sent a message to '" + destination + "', expected a client, one of the nodes " + nodeIds()
                            + ", or one of the services " + Services.names() + ": "
                            + MalformedMessageException.quote(line));
        }
    }

    private void serve(Message request, RawBody body) {
        if (services == null) {
            services = new Services(new Seed(random.nextLong()));
        }
        long number = nextMessageNumber();
        observer.onMessage(MessageEvent.SENT, number, request);
        afterLatency(() -> {
            observer.onMessage(MessageEvent.RECEIVED, number, request);
            Message reply = services.serve(request, body.json());
            long replyNumber = nextMessageNumber();
            observer.onMessage(MessageEvent.SENT, replyNumber, reply);
            String line = codec.encode(reply);
            RealTimeNode client = nodes.get(reply.destination());
            if (client != null) {
                afterLatency(() -> client.deliver(new RealTimeNode.Delivery(replyNumber, reply, line)));
            }
        });
    }

    private void afterLatency(Runnable action) {
        timeline.schedule(timeline.nowNanos() + network().drawLatencyNanos(), action);
    }

    private void requireClient(RealTimeNode sender, Message message) {
        String client = message.destination();
        if (!clients.contains(client) && !client.equals(RealTimeNode.INIT_CLIENT)) {
            throw NodeLog.failure(
                    settings,
                    sender.nodeId(),
                    "sent " + MalformedMessageException.quote(codec.encode(message)) + " to the client '" + client
                            + "', which never sent a request; expected the 'src' of a request");
        }
    }

    /** Handles a message from a node or its host to the harness. */
    protected void takeForHarness(RealTimeNode sender, int life, Message message) {
        sender.onControl(life, message);
    }

    @Override
    public final boolean isUp(String nodeId) {
        return node(nodeId).isUp();
    }

    @Override
    public final boolean isLeftDown(String nodeId) {
        return node(nodeId).isLeftDown();
    }

    @Override
    public final boolean isPaused(String nodeId) {
        return node(nodeId).isPaused();
    }

    @Override
    public final KillEvidence kill(String nodeId) {
        return kill(nodeId, WriteLoss.NONE);
    }

    /** Crashes a node; implements {@link dev.squall.world.Crashable} for subclasses. */
    public final KillEvidence kill(String nodeId, WriteLoss loss) {
        return node(nodeId).kill(loss, random);
    }

    /** Returns true if a crash would lose writes; implements {@link dev.squall.world.Crashable} for subclasses. */
    public final boolean hasUnsyncedWrites(String nodeId) {
        return node(nodeId).hasUnsyncedWrites();
    }

    @Override
    public final void restart(String nodeId) {
        RealTimeNode node = node(nodeId);
        if (node.isDown() && !node.isLeftDown()) {
            launch(node, () -> {});
        }
    }

    @Override
    public final void pause(String nodeId) {
        node(nodeId).pause();
    }

    @Override
    public final void resume(String nodeId) {
        node(nodeId).resume();
    }

    /** Sets a node's clock; implements {@link dev.squall.world.Clocks} for subclasses. */
    public final void setClock(String nodeId, long offsetNanos, long ratePartsPerBillion) {
        node(nodeId).setClock(offsetNanos, ratePartsPerBillion);
    }

    /** Returns the offset of a node's clock; implements {@link dev.squall.world.Clocks} for subclasses. */
    public final long clockOffsetNanos(String nodeId) {
        return node(nodeId).clockOffsetNanos();
    }

    /** Fills a node's disk; implements {@link dev.squall.world.FillableDisks} for subclasses. */
    public final boolean fillDisk(String nodeId) {
        BadStorage storage = node(nodeId).storage();
        return !storage.isInForce(StorageFault.FULL) && storage.inject(StorageFault.FULL, random);
    }

    /** Frees space on a node's disk; implements {@link dev.squall.world.FillableDisks} for subclasses. */
    public final void freeDisk(String nodeId) {
        heal(nodeId, StorageFault.FULL);
    }

    /** Flips a bit in a node's storage; implements {@link dev.squall.world.DamageableDisks} for subclasses. */
    public final boolean flipBit(String nodeId) {
        RealTimeNode node = node(nodeId);
        if (node.storage().isInForce(StorageFault.BIT_FLIP)) {
            return false;
        }
        boolean wasUp = node.kill(WriteLoss.NONE, random).wasUp();
        boolean isInForce = node.storage().inject(StorageFault.BIT_FLIP, random);
        if (wasUp) {
            restart(nodeId);
        }
        return isInForce;
    }

    /** Repairs the flipped bit; implements {@link dev.squall.world.DamageableDisks} for subclasses. */
    public final void repair(String nodeId) {
        heal(nodeId, StorageFault.BIT_FLIP);
    }

    private void heal(String nodeId, StorageFault fault) {
        node(nodeId).storage().heal(fault);
        startIfRepaired(node(nodeId));
    }

    private void startIfRepaired(RealTimeNode node) {
        if (node.isDown() && node.storage().isRepaired()) {
            launch(node, () -> {});
        }
    }

    /** Returns the number of lives that a storage fault has ended, for subclasses that support the fault. */
    public final int storageDeaths(String nodeId, StorageFault fault) {
        return node(nodeId).storage().deaths(fault);
    }

    /** Returns the node with this name. Must be called on the timeline's thread. */
    public final RealTimeNode node(String nodeId) {
        RealTimeNode node = nodes.get(nodeId);
        if (node == null) {
            throw new IllegalArgumentException("no node " + nodeId + " runs, expected one of " + nodes.keySet());
        }
        return node;
    }

    @Override
    public final synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            free();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(closeAtExit);
            } catch (IllegalStateException e) {
                // Removing the shutdown hook fails if the JVM is shutting down, perhaps by running this hook.
            }
        }
    }
}

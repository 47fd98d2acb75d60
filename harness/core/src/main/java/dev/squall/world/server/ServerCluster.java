package dev.squall.world.server;

import dev.squall.fault.PacketFault;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.world.Clocks;
import dev.squall.world.Cluster;
import dev.squall.world.ClusterObserver;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.FillableDisks;
import dev.squall.world.KillEvidence;
import dev.squall.world.Killable;
import dev.squall.world.Network;
import dev.squall.world.Pausable;
import dev.squall.world.StorageFault;
import dev.squall.world.WorldException;
import dev.squall.world.realtime.RealTimeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

// Longer than 350 lines: every fault of servers acts on one state of a node, and is followed by the same restart.
/**
 * Nodes of a real system. Requests go to a node through the system's own client, and the client's result comes back as
 * the node's reply. A killed node keeps its folder with all written data. Clock and full-disk faults need containers;
 * systems whose servers cannot take a fault do not declare it.
 *
 * <p>If a node never serves a client, or ends before it has served one, {@link RealTimeline#run()} throws a {@link
 * WorldException}. Later such events are facts of the run: the node is started again, or left down.
 */
public final class ServerCluster
        implements Cluster, PacketFault.RelayedLinks, Killable, Pausable, Clocks, FillableDisks, Endpoints {

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long POLL_ANSWER_MILLIS_MAX = 2_000;

    /** Number of successive ends without service after which a node is left down. */
    private static final int ENDS_WITHOUT_SERVICE_MAX = 5;

    private static final long RESTART_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final NodeClient.Connector clients;
    private final Servers servers;
    private final AfterEnd afterEnd;
    private final Runnable whenStarted;
    private final long startSecondsMax;
    private final RealTimeline timeline;
    private final ServerClocks clocks;
    private final Map<String, ServerNode> nodes = new LinkedHashMap<>();
    private ClusterObserver observer;
    private long messages;
    private int starting;

    /**
     * @param clients creates the client of each node, a new one for each life
     * @param servers the servers, not created yet; closed with the cluster
     * @param startTime longest time until a started server must serve
     * @param whenStarted set-up that runs once when all nodes serve, on the timeline's thread
     */
    public ServerCluster(
            NodeClient.Connector clients,
            List<String> nodeIds,
            Servers servers,
            RealTimeline timeline,
            AfterEnd afterEnd,
            Duration startTime,
            Runnable whenStarted) {
        this.clients = clients;
        this.servers = servers;
        this.clocks = new ServerClocks(servers);
        this.timeline = timeline;
        this.afterEnd = afterEnd;
        this.startSecondsMax = Math.max(1, startTime.toSeconds());
        this.whenStarted = whenStarted;
        nodeIds.forEach(nodeId -> nodes.put(nodeId, new ServerNode(nodeId)));
    }

    /** Creates a cluster without set-up. Its servers start again when they end, and must serve within a minute. */
    public ServerCluster(NodeClient.Connector clients, List<String> nodeIds, Servers servers, RealTimeline timeline) {
        this(clients, nodeIds, servers, timeline, AfterEnd.RESTART, Duration.ofMinutes(1), () -> {});
    }

    @Override
    public List<String> nodeIds() {
        return List.copyOf(nodes.keySet());
    }

    @Override
    public Network network() {
        return servers.network();
    }

    @Override
    public int publishedPort(String nodeId, int port) {
        return servers.publishedPort(nodeId, port);
    }

    @Override
    public String address(String nodeId) {
        return servers.address(nodeId);
    }

    @Override
    public String nodeAt(String address) {
        return nodes.keySet().stream()
                .filter(nodeId -> servers.address(nodeId).equals(address))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node has the address " + address));
    }

    @Override
    public void start(ClusterObserver newObserver, Runnable whenReady) {
        observer = newObserver;
        servers.create(this::onEnd);
        starting = nodes.size();
        for (ServerNode node : nodes.values()) {
            launch(node, () -> {
                starting--;
                if (starting == 0) {
                    whenStarted.run();
                    whenReady.run();
                }
            });
        }
    }

    private void launch(ServerNode node, Runnable whenServing) {
        int life = node.nextLife();
        servers.start(node.nodeId())
                .thenRun(() -> timeline.post(() -> {
                    if (node.lives(life)) {
                        node.attach(clients.connect(node.nodeId(), this));
                        awaitService(node, life, deadline(), whenServing);
                    }
                }));
    }

    private long deadline() {
        return timeline.nowNanos() + TimeUnit.SECONDS.toNanos(startSecondsMax);
    }

    private void awaitService(ServerNode node, int life, long deadlineNanos, Runnable whenServing) {
        node.client()
                .isServing()
                .completeOnTimeout(false, POLL_ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .whenComplete((serving, problem) -> timeline.post(() -> {
                    if (!node.lives(life)) {
                        return;
                    }
                    if (Boolean.TRUE.equals(serving)) {
                        node.serve();
                        new PrimaryWatch(node, life, timeline, observer).ask();
                        whenServing.run();
                    } else {
                        awaitServiceLater(node, life, deadlineNanos, whenServing);
                    }
                }));
    }

    private void awaitServiceLater(ServerNode node, int life, long deadlineNanos, Runnable whenServing) {
        // A node may need other nodes before it can serve.
        long newDeadlineNanos = isWhole() ? deadlineNanos : deadline();
        if (timeline.nowNanos() > newDeadlineNanos) {
            giveUp(node, life, "has served nobody for " + startSecondsMax + " s");
            return;
        }
        timeline.schedule(timeline.nowNanos() + POLL_NANOS, () -> {
            if (node.lives(life)) {
                awaitService(node, life, newDeadlineNanos, whenServing);
            }
        });
    }

    /** Ends the run if the node never served; otherwise leaves the node down, which the recovery check reports. */
    private void giveUp(ServerNode node, int life, String words) {
        WorldException failure = servers.failure(node.nodeId(), words);
        if (!node.hasServed()) {
            throw failure;
        }
        observer.onFact(node.nodeId(), life, new ServerFacts.ServerEnded(words, lastWords(failure)));
        node.leaveDown();
    }

    private void onEnd(String nodeId, OptionalInt exitCode, String words) {
        ServerNode node = node(nodeId);
        if (!node.isRunning()) {
            return;
        }
        WorldException failure = servers.failure(nodeId, words);
        if (!node.hasServed() || exitCode.isEmpty()) {
            throw failure;
        }
        int life = node.life();
        closeInBackground(node.end());
        if (node.isDiskFull()) {
            node.countEndOfFullDisk();
            observer.onLifeEnd(nodeId, life, false);
            return;
        }
        node.countEnd();
        if (afterEnd == AfterEnd.LEAVE_DOWN || node.endsWithoutService() > ENDS_WITHOUT_SERVICE_MAX) {
            node.leaveDown();
        }
        observer.onFact(nodeId, life, new ServerFacts.ServerEnded(words, lastWords(failure)));
        observer.onLifeEnd(nodeId, life, true);
        if (!node.isLeftDown()) {
            timeline.schedule(timeline.nowNanos() + RESTART_NANOS, () -> restart(nodeId));
        }
    }

    /** Returns the last line of the server's output, which the failure quotes. */
    private static String lastWords(WorldException failure) {
        List<String> lines = failure.getMessage().lines().toList();
        return lines.size() < 2 ? "" : lines.get(lines.size() - 1).strip();
    }

    private boolean isWhole() {
        return network().isHealed()
                && nodes.values().stream().allMatch(node -> node.isRunning() && !node.isPaused() && !node.isDiskFull());
    }

    @Override
    public boolean send(Message request) {
        ServerNode node = node(request.destination());
        if (!node.isServing()) {
            return false;
        }
        observer.onMessage(MessageEvent.SENT, messages++, request);
        call(node, request)
                .exceptionally(ServerCluster::unknown)
                .thenAccept(body -> timeline.post(() -> reply(request, body)));
        return true;
    }

    /** Returns the indefinite error of a request that may or may not be carried out. */
    private static Body unknown(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return new ErrorReply(
                ErrorCode.CRASH, String.valueOf(cause.getMessage()).strip());
    }

    private static CompletableFuture<Body> call(ServerNode node, Message request) {
        return node.client().call(request.source(), request.body());
    }

    private void reply(Message request, Body body) {
        Message reply = new Message(request.destination(), request.source(), Message.NO_ID, request.messageId(), body);
        long number = messages++;
        observer.onMessage(MessageEvent.SENT, number, reply);
        observer.onMessage(MessageEvent.RECEIVED, number, reply);
        observer.onReply(reply);
    }

    @Override
    public boolean isUp(String nodeId) {
        return node(nodeId).isServing();
    }

    @Override
    public boolean isLeftDown(String nodeId) {
        return node(nodeId).isLeftDown();
    }

    @Override
    public boolean isPaused(String nodeId) {
        return node(nodeId).isPaused();
    }

    @Override
    public KillEvidence kill(String nodeId) {
        ServerNode node = node(nodeId);
        boolean wasRunning = node.isRunning();
        if (wasRunning) {
            servers.kill(nodeId);
            closeInBackground(node.end());
        }
        return new KillEvidence(wasRunning, 0, 0);
    }

    /** Closes a client on a separate thread, because a client may wait for its node before it gives up. */
    private static void closeInBackground(NodeClient client) {
        if (client != null) {
            Thread thread = new Thread(client::close, "close client");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void restart(String nodeId) {
        ServerNode node = node(nodeId);
        if (!node.isRunning() && !node.isLeftDown()) {
            launch(node, () -> {});
        }
    }

    @Override
    public void pause(String nodeId) {
        ServerNode node = node(nodeId);
        if (node.isServing() && !node.isPaused()) {
            servers.pause(nodeId);
            node.setPaused(true);
        }
    }

    @Override
    public void resume(String nodeId) {
        ServerNode node = node(nodeId);
        if (node.isPaused()) {
            servers.resume(nodeId);
            node.setPaused(false);
        }
    }

    @Override
    public List<PacketFault.Kind> packetFaults() {
        return servers.packetFaults();
    }

    @Override
    public void setClock(String nodeId, long offsetNanos, long ratePartsPerBillion) {
        clocks.set(node(nodeId).nodeId(), offsetNanos, ratePartsPerBillion, timeline.nowNanos());
    }

    @Override
    public long clockOffsetNanos(String nodeId) {
        return clocks.seenOffsetNanos(nodeId, timeline.nowNanos());
    }

    @Override
    public boolean fillDisk(String nodeId) {
        ServerNode node = node(nodeId);
        if (node.isDiskFull()) {
            return false;
        }
        servers.fillDisk(nodeId);
        node.fillDisk();
        return true;
    }

    @Override
    public void freeDisk(String nodeId) {
        ServerNode node = node(nodeId);
        if (node.isDiskFull()) {
            node.freeDisk(servers.freeDisk(nodeId));
            if (node.isDownSinceFullDisk()) {
                restart(nodeId);
            }
        }
    }

    @Override
    public int timesSeenFull(String nodeId) {
        return node(nodeId).timesSeenFull();
    }

    @Override
    public int storageDeaths(String nodeId, StorageFault fault) {
        return fault == StorageFault.FULL ? node(nodeId).endsOfFullDisk() : 0;
    }

    private ServerNode node(String nodeId) {
        ServerNode node = nodes.get(nodeId);
        if (node == null) {
            throw new IllegalArgumentException("no node is called " + nodeId + "; expected one of " + nodes.keySet());
        }
        return node;
    }

    @Override
    public void close() {
        try {
            servers.close();
        } finally {
            nodes.values().forEach(node -> closeInBackground(node.client()));
            clients.close();
        }
    }
}

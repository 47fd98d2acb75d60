package dev.squall.real;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.world.Cluster;
import dev.squall.world.ClusterObserver;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.KillEvidence;
import dev.squall.world.Killable;
import dev.squall.world.Network;
import dev.squall.world.Pausable;
import dev.squall.world.docker.ServerContainers;
import dev.squall.world.realtime.RealTimeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Nodes of a real system in containers. Requests go to a node through the system's own client, and the client's result
 * comes back as the node's reply. A killed node keeps its folder with all written data.
 *
 * <p>If a node serves no client for a minute, while all nodes run and no link is cut, {@link RealTimeline#run()} throws
 * a {@link dev.squall.world.WorldException}.
 */
final class ServerCluster implements Cluster, Killable, Pausable, Endpoints {

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long POLL_ANSWER_MILLIS_MAX = 2_000;
    private static final long START_SECONDS_MAX = 60;

    private final Server server;
    private final ServerContainers containers;
    private final RealTimeline timeline;
    private final Map<String, ServerNode> nodes = new LinkedHashMap<>();
    private ClusterObserver observer;
    private long messages;
    private int starting;

    /** @param containers the server's containers, not created yet; closed with the cluster */
    ServerCluster(Server server, List<String> nodeIds, ServerContainers containers, RealTimeline timeline) {
        this.server = server;
        this.containers = containers;
        this.timeline = timeline;
        nodeIds.forEach(nodeId -> nodes.put(nodeId, new ServerNode(nodeId)));
    }

    @Override
    public List<String> nodeIds() {
        return List.copyOf(nodes.keySet());
    }

    @Override
    public Network network() {
        return containers.network();
    }

    @Override
    public int publishedPort(String nodeId, int port) {
        return containers.publishedPort(nodeId, port);
    }

    @Override
    public String nodeAt(String address) {
        return nodes.keySet().stream()
                .filter(nodeId -> containers.address(nodeId).equals(address))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node has the address " + address));
    }

    @Override
    public void start(ClusterObserver newObserver, Runnable whenReady) {
        observer = newObserver;
        containers.create();
        starting = nodes.size();
        for (ServerNode node : nodes.values()) {
            launch(node, () -> {
                starting--;
                if (starting == 0) {
                    whenReady.run();
                }
            });
        }
    }

    private void launch(ServerNode node, Runnable whenServing) {
        int life = node.nextLife();
        containers
                .start(node.nodeId())
                .thenRun(() -> timeline.post(() -> {
                    if (node.lives(life)) {
                        node.attach(server.connect(node.nodeId(), this));
                        awaitService(node, life, deadline(), whenServing);
                    }
                }));
    }

    private long deadline() {
        return timeline.nowNanos() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
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
            throw containers.failure(node.nodeId(), "has served nobody for " + START_SECONDS_MAX + " s");
        }
        timeline.schedule(timeline.nowNanos() + POLL_NANOS, () -> {
            if (node.lives(life)) {
                awaitService(node, life, newDeadlineNanos, whenServing);
            }
        });
    }

    private boolean isWhole() {
        return network().isHealed() && nodes.values().stream().allMatch(node -> node.isRunning() && !node.isPaused());
    }

    @Override
    public boolean send(Message request) {
        ServerNode node = node(request.destination());
        if (!node.isServing()) {
            return false;
        }
        observer.onMessage(MessageEvent.SENT, messages++, request);
        call(node, request)
                .exceptionally(Replies::unknown)
                .thenAccept(body -> timeline.post(() -> reply(request, body)));
        return true;
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
    public boolean isPaused(String nodeId) {
        return node(nodeId).isPaused();
    }

    @Override
    public KillEvidence kill(String nodeId) {
        ServerNode node = node(nodeId);
        boolean wasRunning = node.isRunning();
        if (wasRunning) {
            containers.kill(nodeId);
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
        if (!node.isRunning()) {
            launch(node, () -> {});
        }
    }

    @Override
    public void pause(String nodeId) {
        ServerNode node = node(nodeId);
        if (node.isServing() && !node.isPaused()) {
            containers.pause(nodeId);
            node.setPaused(true);
        }
    }

    @Override
    public void resume(String nodeId) {
        ServerNode node = node(nodeId);
        if (node.isPaused()) {
            containers.resume(nodeId);
            node.setPaused(false);
        }
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
            containers.close();
        } finally {
            nodes.values().forEach(node -> closeInBackground(node.client()));
        }
    }
}

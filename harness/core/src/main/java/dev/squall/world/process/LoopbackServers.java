package dev.squall.world.process;

import dev.squall.node.Vocabulary;
import dev.squall.world.Latency;
import dev.squall.world.Network;
import dev.squall.world.WorldException;
import dev.squall.world.realtime.NodeLog;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import dev.squall.world.server.Endpoints;
import dev.squall.world.server.ServerCommands;
import dev.squall.world.server.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Servers as processes of this machine that listen on the loopback interface. Nodes and clients reach each other
 * through a {@link Relay}, which enforces partitions and packet faults. A server that tells its own port to others
 * bypasses the relay.
 *
 * <p>Needs no privileges. If the harness is killed, a guard process kills the servers.
 */
public final class LoopbackServers implements Servers {

    private static final long LOG_BYTES_MAX = 32L << 20;

    private final RealTimeline timeline;
    private final RealTimeSettings settings;
    private final List<Integer> ports;
    private final ServerCommands commands;
    private final Relay relay = new Relay();
    private final Network network;
    private final Map<String, Map<Integer, Integer>> realPorts = new LinkedHashMap<>();
    /** Ports of the relay by sender, receiver and port; probes on other threads ask too. */
    private final Map<String, Integer> relayPorts = new ConcurrentHashMap<>();

    private final Map<String, ServerCommands.Command> commandOf = new LinkedHashMap<>();
    private final Map<String, ServerProcess> processOf = new LinkedHashMap<>();
    private final Thread closeAtExit = new Thread(this::close, "close servers");
    private Ends ends;
    private boolean closed;

    /**
     * @param ports numbers of each server's ports in the plan; the real numbers are chosen by this machine
     * @param nodesFolder parent folder of the nodes' folders, which have the nodes' names
     */
    public LoopbackServers(
            RealTimeline timeline,
            List<String> nodeIds,
            List<Integer> ports,
            Path nodesFolder,
            ServerCommands commands) {
        this.timeline = timeline;
        this.ports = List.copyOf(ports);
        this.commands = commands;
        Vocabulary none = new Vocabulary(List.of(), List.of(), List.of());
        this.settings = new RealTimeSettings(nodeIds, null, none, nodesFolder.toAbsolutePath());
        this.network =
                new Network(nodeIds.size(), Latency.NONE, new SplittableRandom(0), new RelayRules(relay, nodeIds));
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public String address(String nodeId) {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    @Override
    public int publishedPort(String nodeId, int port) {
        return relayPort(RelayRules.CLIENTS, nodeId, port);
    }

    private int relayPort(String from, String to, int port) {
        return relayPorts.computeIfAbsent(
                from + " " + to + " " + port,
                name -> relay.open(from, to, realPorts.get(to).get(port)));
    }

    @Override
    public synchronized void create(Ends newEnds) {
        ends = newEnds;
        Runtime.getRuntime().addShutdownHook(closeAtExit);
        choosePorts();
        for (String nodeId : settings.nodeIds()) {
            try {
                Path folder = Files.createDirectories(settings.nodeFolder(nodeId));
                commandOf.put(nodeId, commands.prepare(nodeId, new View(nodeId), folder, folder.toString()));
            } catch (IOException e) {
                throw new WorldException("the folder of node " + nodeId + " cannot be made: " + e.getMessage(), e);
            }
        }
        boundLogs();
    }

    private void boundLogs() {
        settings.nodeIds().forEach(nodeId -> NodeLog.bound(settings.logFile(nodeId), LOG_BYTES_MAX));
        timeline.schedule(timeline.nowNanos() + 1_000_000_000L, this::boundLogs);
    }

    /** Chooses free ports. All are held until the last is chosen, so that they differ. */
    private void choosePorts() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (String nodeId : settings.nodeIds()) {
                Map<Integer, Integer> chosen = new LinkedHashMap<>();
                for (int port : ports) {
                    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    held.add(socket);
                    chosen.put(port, socket.getLocalPort());
                }
                realPorts.put(nodeId, chosen);
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new WorldException("no free port can be found: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized CompletableFuture<Void> start(String nodeId) {
        if (closed) {
            throw new WorldException("the cluster is closed: no node can be started");
        }
        ServerProcess process;
        try {
            process = ServerProcess.start(commandOf.get(nodeId), settings.nodeFolder(nodeId), settings.logFile(nodeId));
        } catch (IOException e) {
            String words = "cannot be started: " + e.getMessage() + "; expected '"
                    + commandOf.get(nodeId).arguments().get(0) + "' to be an executable";
            timeline.post(() -> ends.onEnd(nodeId, OptionalInt.empty(), words));
            return new CompletableFuture<>();
        }
        processOf.put(nodeId, process);
        process.onEnd(code -> timeline.post(() -> {
            if (!process.isKilled()) {
                process.kill();
                ends.onEnd(nodeId, OptionalInt.of(code), "ended by itself with " + exit(code));
            }
        }));
        return CompletableFuture.completedFuture(null);
    }

    private static String exit(int code) {
        final int signalBase = 128;
        return code > signalBase ? "exit code " + code + " (signal " + (code - signalBase) + ")" : "exit code " + code;
    }

    @Override
    public void kill(String nodeId) {
        processOf.get(nodeId).kill();
    }

    @Override
    public void pause(String nodeId) {
        processOf.get(nodeId).pause();
    }

    @Override
    public void resume(String nodeId) {
        processOf.get(nodeId).resume();
    }

    @Override
    public WorldException failure(String nodeId, String what) {
        return NodeLog.failure(settings, nodeId, what);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            processOf.values().forEach(ServerProcess::kill);
        } finally {
            relay.close();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, and this is the shutdown hook.
        }
    }

    /** The cluster as one node reaches it: its own ports to listen on, and the relay's ports of the others. */
    private final class View implements Endpoints {

        private final String self;

        View(String self) {
            this.self = self;
        }

        @Override
        public List<String> nodeIds() {
            return settings.nodeIds();
        }

        @Override
        public int publishedPort(String nodeId, int port) {
            return nodeId.equals(self) ? realPorts.get(self).get(port) : relayPort(self, nodeId, port);
        }
    }
}

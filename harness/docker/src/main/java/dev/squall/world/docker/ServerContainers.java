package dev.squall.world.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.WaitResponse;
import dev.squall.fault.PacketFault;
import dev.squall.node.Vocabulary;
import dev.squall.world.Latency;
import dev.squall.world.Network;
import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.ContainerExec;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.engine.Leftovers;
import dev.squall.world.docker.engine.Ownership;
import dev.squall.world.realtime.NodeCommand;
import dev.squall.world.realtime.NodeLog;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import dev.squall.world.server.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Containers with unmodified servers, one for each node. Clients speak the servers' own protocols. All methods are
 * called on the timeline's thread, except {@link #close()}, which is thread-safe.
 *
 * <p>A cut of a link drops every packet from the sender. If a connection carries both directions, cutting one direction
 * stops both, because acknowledgements are lost.
 *
 * <p>If a harness is killed, the next run removes the leftovers of the killed harness.
 */
public final class ServerContainers implements Servers {

    private static final int ENGINE_THREADS = 8;

    private final DockerEngine engine;
    private final RealTimeline timeline;
    private final ServerPlan plan;
    private final RealTimeSettings settings;
    private final ExecutorService executor = Executors.newFixedThreadPool(ENGINE_THREADS, ServerContainers::daemon);
    private final Pods pods;
    private final NodeLogs logs;
    private final Map<String, Pod> podOfNode = new LinkedHashMap<>();
    private final Map<String, Life> lifeOfNode = new LinkedHashMap<>();
    private final Map<String, ClockFile> clockOfNode = new LinkedHashMap<>();
    private final ContainerExec exec;
    private final Network network;
    private final Thread closeAtExit = new Thread(this::close, "close servers");
    private volatile boolean closed;
    private Ends ends;

    /** One life of a server, from its start to its end. */
    private static final class Life {
        private final CompletableFuture<Void> started;
        private volatile boolean killed;

        Life(CompletableFuture<Void> started) {
            this.started = started;
        }
    }

    /**
     * @param engine connection to the engine, closed with the servers
     * @param run name of the run, unique in the engine; it is the prefix of all names created in the engine
     */
    public ServerContainers(DockerEngine engine, RealTimeline timeline, String run, ServerPlan plan) {
        this.engine = engine;
        this.timeline = timeline;
        this.plan = plan;
        Vocabulary none = new Vocabulary(List.of(), List.of(), List.of());
        this.settings = new RealTimeSettings(plan.nodeIds(), commandGiven(Map.of()), none, plan.nodesFolder());
        ContainerExec exec = new ContainerExec(engine);
        PodPlan pods = new PodPlan(
                plan.images(),
                plan.keeperImage(),
                plan.ports(),
                plan.diskMebibytes(),
                plan.canMoveClocks() ? PodPlan.Clocks.MOUNTED : PodPlan.Clocks.OF_MACHINE,
                plan.limits());
        this.exec = exec;
        this.pods = new Pods(engine, settings, pods, Ownership.ofThisProcess(run), exec, executor);
        this.logs = new NodeLogs(engine, settings);
        PacketFilter filter = new PacketFilter(podOfNode, PacketFilter.ALL, exec, timeline, executor);
        this.network = new Network(
                plan.nodeIds().size(), Latency.NONE, new SplittableRandom(0), new ServerLinks(filter, plan.nodeIds()));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "container engine");
        thread.setDaemon(true);
        return thread;
    }

    private NodeCommand commandGiven(Map<String, String> addresses) {
        return new NodeCommand() {
            @Override
            public List<String> arguments(String nodeId, int life, Path nodesFolder) {
                try {
                    Path folder = Files.createDirectories(nodesFolder.resolve(nodeId));
                    String folderInside = ContainerCommand.STORAGE + "/" + nodeId;
                    return plan.command().prepare(nodeId, addresses, folder, folderInside);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public Map<String, String> environment(String nodeId) {
                return plan.command().environment(nodeId);
            }

            @Override
            public boolean isHosted() {
                return false;
            }
        };
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public List<PacketFault.Kind> packetFaults() {
        return List.of(PacketFault.Kind.PACKET_LOSS);
    }

    /**
     * Creates the network and the containers without starting a server.
     *
     * @throws WorldException if the engine reports an error
     */
    @Override
    public synchronized void create(Ends newEnds) {
        ends = newEnds;
        requireOpen();
        Runtime.getRuntime().addShutdownHook(closeAtExit);
        try {
            new Leftovers(engine).remove();
            if (plan.canMoveClocks()) {
                plan.nodeIds().forEach(this::createClock);
            }
            podOfNode.putAll(pods.create(this::commandGiven));
        } catch (RuntimeException e) {
            throw new WorldException(
                    "the containers cannot be made: " + DockerEngine.reason(e)
                            + "; expected an engine that has room for them and lets them filter packets",
                    e);
        }
    }

    private void createClock(String nodeId) {
        ClockFile clock = ClockFile.in(settings.nodeFolder(nodeId));
        clock.letAnybodyCount();
        clockOfNode.put(nodeId, clock);
    }

    @Override
    public void setClock(String nodeId, long offsetNanos, long ratePartsPerBillion) {
        clockOfNode.get(nodeId).set(offsetNanos, ratePartsPerBillion);
    }

    @Override
    public long wrongReadings(String nodeId) {
        return clockOfNode.get(nodeId).wrongReadings();
    }

    @Override
    public void fillDisk(String nodeId) {
        Pod pod = podOfNode.get(nodeId);
        pod.disk().orElseThrow().fill(exec, pod.keeperId());
    }

    @Override
    public boolean freeDisk(String nodeId) {
        Pod pod = podOfNode.get(nodeId);
        boolean wasFull = pod.disk().orElseThrow().isFull(exec, pod.keeperId());
        pod.disk().orElseThrow().free(exec, pod.keeperId());
        return wasFull;
    }

    private void requireOpen() {
        if (closed) {
            throw new WorldException("the cluster is closed: no node can be started");
        }
    }

    /** Returns the node's address on the run's network. */
    @Override
    public String address(String nodeId) {
        return podOfNode.get(nodeId).address();
    }

    /** Returns the port of this machine's loopback interface that is forwarded to a port of the node. */
    @Override
    public int publishedPort(String nodeId, int port) {
        return podOfNode.get(nodeId).ports().get(port);
    }

    /** Begins to start a server that is down. The returned future completes when the server's process runs. */
    @Override
    public synchronized CompletableFuture<Void> start(String nodeId) {
        requireOpen();
        Life life = new Life(CompletableFuture.runAsync(() -> container(nodeId).start(), executor));
        lifeOfNode.put(nodeId, life);
        life.started.whenComplete((done, problem) -> {
            if (problem == null) {
                watch(nodeId, life);
            } else {
                end(life, OptionalInt.empty(), notStarted(DockerEngine.reason(problem)), nodeId);
            }
        });
        return life.started;
    }

    private NodeContainer container(String nodeId) {
        return new NodeContainer(engine, podOfNode.get(nodeId));
    }

    private void watch(String nodeId, Life life) {
        engine.client()
                .waitContainerCmd(podOfNode.get(nodeId).containerId())
                .exec(new ResultCallback.Adapter<WaitResponse>() {
                    @Override
                    public void onNext(WaitResponse end) {
                        int code = end.getStatusCode();
                        end(life, OptionalInt.of(code), "ended by itself with exit code " + code, nodeId);
                    }
                });
    }

    private static String notStarted(String reason) {
        return "cannot be started: " + reason
                + (reason.startsWith("No such container")
                        ? "; somebody has removed it, or the engine has been restarted"
                        : "");
    }

    /** Runs an action on the engine; a failure that is not the harness's own is told in plain words. */
    private static void onEngine(String nodeId, String done, Runnable action) {
        try {
            action.run();
        } catch (NotFoundException e) {
            throw new WorldException(
                    "node " + nodeId + " cannot be " + done + ": its container is gone; somebody has removed it, or"
                            + " the engine has been restarted; expected nobody else to touch the run's containers",
                    e);
        } catch (WorldException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new WorldException(
                    "node " + nodeId + " cannot be " + done + ": the engine says " + DockerEngine.reason(e)
                            + "; expected an engine that runs until the end of the run",
                    e);
        }
    }

    private void end(Life life, OptionalInt exitCode, String words, String nodeId) {
        timeline.post(() -> {
            if (!life.killed && !closed) {
                ends.onEnd(nodeId, exitCode, words);
            }
        });
    }

    /** Returns an exception for a failure of a node, with the last lines of the node's output. */
    @Override
    public WorldException failure(String nodeId, String what) {
        logs.collect(podOfNode.get(nodeId));
        return NodeLog.failure(settings, nodeId, what);
    }

    /** Kills a server and returns when it has ended; its files remain. */
    @Override
    public void kill(String nodeId) {
        Life life = lifeOfNode.get(nodeId);
        life.killed = true;
        life.started.handle((done, problem) -> null).join();
        onEngine(nodeId, "killed", () -> container(nodeId).kill());
    }

    /** Freezes a server. */
    @Override
    public void pause(String nodeId) {
        onEngine(nodeId, "paused", () -> container(nodeId).pause());
    }

    /** Resumes a frozen server. */
    @Override
    public void resume(String nodeId) {
        onEngine(nodeId, "resumed", () -> container(nodeId).resume());
    }

    /** Saves the servers' logs, and removes the containers and the network. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            podOfNode.values().forEach(logs::collect);
            podOfNode.values().forEach(pod -> logs.copy(pod, plan.logs()));
            pods.remove();
        } finally {
            executor.shutdownNow();
            engine.close();
            try {
                Runtime.getRuntime().removeShutdownHook(closeAtExit);
            } catch (IllegalStateException e) {
                // The JVM is shutting down, and this is the shutdown hook.
            }
        }
    }
}

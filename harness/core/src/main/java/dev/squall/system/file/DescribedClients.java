package dev.squall.system.file;

import dev.squall.experiment.Experiment;
import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.wire.WireCodec;
import dev.squall.system.file.SystemFile.Probe;
import dev.squall.world.WorldException;
import dev.squall.world.realtime.RealTimeline;
import dev.squall.world.server.Endpoints;
import dev.squall.world.server.NodeClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The clients of a described system, with its readiness tests and its set-up. */
final class DescribedClients implements NodeClient.Connector {

    private static final int CONNECT_MILLIS_MAX = 1_000;
    /** Time for which an accepted connection must stay open, since forwarders accept before the server does. */
    private static final int OPEN_MILLIS = 100;

    private static final int COMMAND_SECONDS_MAX = 2;
    private static final int SET_UP_SECONDS_MAX = 120;
    private static final int PROBES = 8;

    private final SystemFile file;
    private final Experiment experiment;
    private final WireCodec codec;
    private final Path folder;
    private final RealTimeline timeline;
    private final ExecutorService executor = Executors.newFixedThreadPool(PROBES, DescribedClients::daemon);
    private Endpoints nodes;
    private ClientProcesses processes;

    /** @param nodesFolder folder beside which the clients' output is kept */
    DescribedClients(
            SystemFile file, Experiment experiment, Vocabulary bodies, Path nodesFolder, RealTimeline timeline) {
        this.file = file;
        this.experiment = experiment;
        this.codec = new WireCodec(bodies);
        this.folder = nodesFolder.resolveSibling("clients");
        this.timeline = timeline;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "node probe");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized NodeClient connect(String nodeId, Endpoints endpoints) {
        if (nodes == null) {
            nodes = endpoints;
            if (file.client().className().isEmpty()) {
                processes = clientProcesses();
            }
        }
        return new Connection(nodeId, processes == null ? Optional.of(ofClass(nodeId)) : Optional.empty());
    }

    private ClientProcesses clientProcesses() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new WorldException("the folder of the clients cannot be made: " + e.getMessage(), e);
        }
        return new ClientProcesses(file, experiment, codec, folder, nodes, template(""), timeline);
    }

    private Template template(String self) {
        return new DescribedSystem(file).template(experiment, self, nodes, folder.toString());
    }

    private NodeClient ofClass(String nodeId) {
        String name = file.client().className();
        try {
            return ((NodeClient.Connector)
                            Class.forName(name).getDeclaredConstructor().newInstance())
                    .connect(nodeId, nodes);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new WorldException(
                    "the client class " + name + " cannot be used (" + e + "); expected a public class that implements "
                            + NodeClient.Connector.class.getCanonicalName() + ", in a jar of --class-path",
                    e);
        }
    }

    /**
     * Runs the set-up command of the system, if there is one, and starts the clients.
     *
     * @throws WorldException if the command or a client fails
     */
    void setUp() {
        if (!file.setUp().isEmpty()) {
            List<String> command = template("").render(file.setUp());
            Optional<String> problem = run(command, SET_UP_SECONDS_MAX, "set-up.log");
            problem.ifPresent(words -> {
                throw new WorldException(
                        "the set-up " + command + " " + words + "; its output is in " + folder.resolve("set-up.log"));
            });
        }
        if (processes != null) {
            processes.startAll();
        }
    }

    /** Runs a command in the system file's folder; returns the problem in words, or empty for exit code 0. */
    private Optional<String> run(List<String> command, int secondsMax, String log) {
        try {
            Files.createDirectories(folder);
            Process process = new ProcessBuilder(command)
                    .directory(file.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()))
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(secondsMax, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return Optional.of("has not ended after " + secondsMax + " s");
            }
            int code = process.exitValue();
            return code == 0 ? Optional.empty() : Optional.of("ended with exit code " + code);
        } catch (IOException e) {
            return Optional.of("cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("was interrupted");
        }
    }

    private boolean passes(String nodeId, Probe probe) {
        if (!probe.node().isEmpty()) {
            return probe.node().equals(nodeId);
        }
        return probe.port().isEmpty()
                ? run(template(nodeId).render(probe.command()), COMMAND_SECONDS_MAX, "probes.log")
                        .isEmpty()
                : accepts(
                        nodes.host(nodeId),
                        nodes.publishedPort(nodeId, file.ports().get(probe.port())));
    }

    private static boolean accepts(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS_MAX);
            socket.setSoTimeout(OPEN_MILLIS);
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        executor.shutdownNow();
        if (processes != null) {
            processes.close();
        }
    }

    /** Client of one node during one life of the node. */
    private final class Connection implements NodeClient {

        private final String nodeId;
        private final Optional<NodeClient> own;

        Connection(String nodeId, Optional<NodeClient> own) {
            this.nodeId = nodeId;
            this.own = own;
        }

        @Override
        public CompletableFuture<Body> call(String client, Body request) {
            return own.map(it -> it.call(client, request)).orElseGet(() -> processes.call(nodeId, client, request));
        }

        @Override
        public CompletableFuture<Boolean> isServing() {
            CompletableFuture<Boolean> ready =
                    CompletableFuture.supplyAsync(() -> passes(nodeId, file.ready()), executor);
            return own.map(it -> ready.thenCompose(
                            isReady -> isReady ? it.isServing() : CompletableFuture.completedFuture(false)))
                    .orElse(ready);
        }

        @Override
        public CompletableFuture<Boolean> isPrimary() {
            return file.primary()
                    .map(probe -> CompletableFuture.supplyAsync(() -> passes(nodeId, probe), executor))
                    .orElseGet(() -> CompletableFuture.completedFuture(false));
        }

        @Override
        public void close() {
            own.ifPresent(NodeClient::close);
        }
    }
}

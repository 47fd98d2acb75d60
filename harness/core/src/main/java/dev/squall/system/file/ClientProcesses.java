package dev.squall.system.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.squall.experiment.Experiment;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.wire.WireCodec;
import dev.squall.world.WorldException;
import dev.squall.world.realtime.RealTimeline;
import dev.squall.world.server.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Client executables of a run: one for each client thread, or one for all. A process gets one JSON object a line on
 * standard input: {@code init} with the nodes' addresses, then requests of the workload. It writes one JSON object a
 * line with the reply's body. A process that ends, does not answer in time, or belongs to an earlier process number of
 * its client is replaced. Thread-safe.
 */
final class ClientProcesses implements AutoCloseable {

    /** Number of malformed replies at which the run ends. */
    static final int MALFORMED_MAX = 20;

    private static final int START_SECONDS_MAX = 30;
    private static final int STARTING_MILLIS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SystemFile file;
    private final Experiment experiment;
    private final WireCodec codec;
    private final Path folder;
    private final Endpoints nodes;
    private final Template template;
    private final RealTimeline timeline;
    private final Map<Integer, ClientProcess> processOfSlot = new LinkedHashMap<>();
    private ClientProcess spare;
    private int malformed;
    private boolean closed;

    ClientProcesses(
            SystemFile file,
            Experiment experiment,
            WireCodec codec,
            Path folder,
            Endpoints nodes,
            Template template,
            RealTimeline timeline) {
        this.file = file;
        this.experiment = experiment;
        this.codec = codec;
        this.folder = folder;
        this.nodes = nodes;
        this.template = template;
        this.timeline = timeline;
    }

    /** Sends a request to the process of a client, and returns the future reply. */
    synchronized CompletableFuture<Body> call(String nodeId, String client, Body request) {
        if (closed) {
            return CompletableFuture.failedFuture(new IOException("the run has ended"));
        }
        boolean shared = file.client().shared();
        int slot = shared ? 0 : Integer.parseInt(client.substring(1)) % experiment.concurrency();
        String name = shared ? "all" : client;
        ClientProcess process = processOfSlot.get(slot);
        long overdueNanos = shared ? 2 * experiment.operationTimeoutNanos() : 0;
        if (process == null || process.isSpent(name, overdueNanos)) {
            if (process != null) {
                process.kill();
            }
            process = shared ? start() : take();
            processOfSlot.put(slot, process);
        }
        if (!process.isReady()) {
            // The request was not sent. The delay keeps the client from drawing most of the operations meanwhile.
            return CompletableFuture.supplyAsync(
                    () -> new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, "the client's process is starting"),
                    CompletableFuture.delayedExecutor(STARTING_MILLIS, TimeUnit.MILLISECONDS));
        }
        process.own(name);
        return process.call(nodeId, client, request);
    }

    /**
     * Starts the processes of all clients, and waits until they have replied to {@code init}.
     *
     * @throws WorldException if one of them does not reply in time
     */
    void startAll() {
        int count = file.client().shared() ? 1 : experiment.concurrency();
        List<ClientProcess> started = new ArrayList<>();
        synchronized (this) {
            for (int slot = 0; slot < count; slot++) {
                ClientProcess process = start();
                process.own(file.client().shared() ? "all" : "c" + slot);
                processOfSlot.put(slot, process);
                started.add(process);
            }
        }
        try {
            for (ClientProcess process : started) {
                process.ready().get(START_SECONDS_MAX, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorldException("interrupted while starting the clients", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new WorldException(
                    "the client " + file.client().command() + " did not reply to its init message ("
                            + (e instanceof TimeoutException ? START_SECONDS_MAX + " s passed" : "it has ended")
                            + "); expected {\"body\": {\"type\": \"init_ok\", \"in_reply_to\": 0}} on its standard"
                            + " output; what it wrote to its standard error is in " + folder.resolve("stderr.log"),
                    e);
        }
    }

    /** Returns the spare process, or a new one if there is none, and starts another spare. */
    private ClientProcess take() {
        ClientProcess taken = spare == null || spare.isSpent("", 0) ? start() : spare;
        spare = start();
        return taken;
    }

    private ClientProcess start() {
        List<String> command = template.render(file.client().command());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(file.folder().toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("stderr.log").toFile()));
            builder.environment().putAll(template.render(file.client().environment()));
            return new ClientProcess(builder.start(), codec, init(), timeline::nowNanos, this::onMalformed);
        } catch (IOException e) {
            throw new WorldException(
                    "the client " + command + " cannot be started: " + e.getMessage() + "; expected '" + command.get(0)
                            + "' to be an executable",
                    e);
        }
    }

    private String init() {
        ObjectNode message = JSON.createObjectNode();
        message.put("src", "squall").put("dest", "client");
        ObjectNode body = message.putObject("body");
        body.put("type", "init").put("msg_id", 0).put("workload", experiment.workload());
        ObjectNode places = body.putObject("nodes");
        template.places().forEach((node, place) -> {
            ObjectNode described = places.putObject(node);
            described.put("host", place.host()).put("address", nodes.address(node));
            ObjectNode ports = described.putObject("ports");
            place.ports().forEach(ports::put);
        });
        ObjectNode options = body.putObject("options");
        file.options()
                .forEach((key, value) ->
                        options.put(key, experiment.systemOptions().getOrDefault(key, value)));
        return message.toString();
    }

    private synchronized void onMalformed(String words) {
        malformed++;
        if (malformed == MALFORMED_MAX && !closed) {
            timeline.post(() -> {
                throw new WorldException("the client has written " + MALFORMED_MAX + " malformed lines; the last: "
                        + words + "; expected one JSON object with a body that has type and in_reply_to");
            });
        }
    }

    /** Ends all processes. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        new ArrayList<>(processOfSlot.values()).forEach(ClientProcess::kill);
        processOfSlot.clear();
        if (spare != null) {
            spare.kill();
        }
    }

    /** Reads a reply; source and destination may be absent. */
    static Message decode(WireCodec codec, String line) {
        try {
            if (JSON.readTree(line) instanceof ObjectNode object) {
                object.put("src", "n").put("dest", "c");
                return codec.decode(object.toString());
            }
        } catch (IOException e) {
            // The codec's own error below is the message.
        }
        return codec.decode(line);
    }
}

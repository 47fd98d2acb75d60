package dev.squall.world.docker;

import dev.squall.node.host.TcpMain;
import dev.squall.world.WorldException;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.realtime.NodeLife;
import dev.squall.world.realtime.NodeStreams;
import dev.squall.world.realtime.RealTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One life of a node in a container, from one start to the next, and the harness's connection to it. */
final class ContainerLife implements NodeLife, NodeStreams.Ends {

    private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(40);
    private static final long DRAIN_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
    private static final int GREETING_MILLIS_MAX = 5_000;
    private static final long RETRY_MILLIS = 10;
    /**
     * Number of connection attempts between two checks that the container still runs. Checks are rare because the
     * engine is busy with starting other containers.
     */
    private static final int ATTEMPTS_PER_INSPECTION = 20;

    private static final long JOIN_MILLIS_MAX = 1_000;

    private final NodeContainer container;
    private final Pod pod;
    private final NodeStreams streams;
    private final RealTimeline timeline;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Socket> connection = new CompletableFuture<>();
    private final Runnable beforeEndIsTold;
    private volatile boolean killed;

    /**
     * Begins to start the node and does not wait for it.
     *
     * @param firstLines lines to send to the node before any other
     * @param beforeEndIsTold runs when the output has ended, before the end of the life is reported
     */
    ContainerLife(
            DockerEngine engine,
            Pod pod,
            RealTimeline timeline,
            NodeStreams.Output output,
            List<String> firstLines,
            Runnable beforeEndIsTold,
            ExecutorService executor) {
        this.container = new NodeContainer(engine, pod);
        this.pod = pod;
        this.timeline = timeline;
        this.beforeEndIsTold = beforeEndIsTold;
        this.streams = new NodeStreams(pod.nodeId(), timeline, this, output);
        firstLines.forEach(streams::offer);
        streams.start();
        executor.execute(this::start);
    }

    private void start() {
        try {
            container.start();
            started.complete(null);
            connection.complete(connect());
        } catch (IOException e) {
            // The node has ended or was killed before it listened for connections. The node's end is reported to the
            // timeline separately.
            connection.completeExceptionally(e);
        } catch (WorldException e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(new WorldException(
                    "the container of node " + pod.nodeId() + " cannot be started: "
                            + DockerEngine.complaint(e, "", "the engine's log may tell more"),
                    e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connection.completeExceptionally(e);
        }
    }

    private void fail(WorldException problem) {
        timeline.post(() -> {
            throw problem;
        });
        started.completeExceptionally(problem);
        connection.completeExceptionally(problem);
    }

    /**
     * Tries to connect until the node listens. A single attempt is not enough: the engine's proxy accepts connections
     * before the node listens.
     *
     * @throws WorldException if the node runs but does not listen in time
     * @throws IOException if the node has ended
     */
    private Socket connect() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_NANOS_MAX;
        for (int attempt = 1; ; attempt++) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), pod.ports().get(TcpMain.CONTROL_PORT)));
                socket.setSoTimeout(GREETING_MILLIS_MAX);
                readGreeting(socket.getInputStream());
                socket.setSoTimeout(0);
                return socket;
            } catch (IOException e) {
                socket.close();
                boolean asksEngine = attempt % ATTEMPTS_PER_INSPECTION == 0;
                boolean late = System.nanoTime() > deadline;
                if (killed || ((late || asksEngine) && !container.isRunning())) {
                    throw e;
                }
                if (late) {
                    throw unanswered(e);
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private WorldException unanswered(IOException cause) {
        return new WorldException(
                "node " + pod.nodeId() + " runs, but nothing has answered at 127.0.0.1:"
                        + pod.ports().get(TcpMain.CONTROL_PORT) + " within "
                        + TimeUnit.NANOSECONDS.toSeconds(START_NANOS_MAX) + " s (" + cause.getMessage()
                        + "); expected its greeting: the harness must share the loopback interface of the engine's"
                        + " machine, and so not be in a container of its own, and the machine must not be too busy",
                cause);
    }

    private static void readGreeting(InputStream in) throws IOException {
        // Reads byte by byte, because another reader takes the bytes after the line.
        for (byte expected : (TcpMain.GREETING + "\n").getBytes(StandardCharsets.US_ASCII)) {
            if (in.read() != expected) {
                throw new IOException("no node has answered");
            }
        }
    }

    @Override
    public OutputStream toNode() throws IOException, InterruptedException {
        return socket().getOutputStream();
    }

    @Override
    public InputStream fromNode() throws IOException, InterruptedException {
        return socket().getInputStream();
    }

    private Socket socket() throws IOException, InterruptedException {
        try {
            return connection.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public void awaitEnd() {
        // The connection may end ten seconds before a busy engine knows that the container has ended.
        long deadline = System.nanoTime() + DRAIN_NANOS_MAX;
        try {
            while (container.isRunning() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            beforeEndIsTold.run();
        } catch (RuntimeException e) {
            // The cluster is being closed: the container is removed, or the engine is already disconnected.
        }
    }

    @Override
    public boolean offer(String line) {
        return streams.offer(line);
    }

    @Override
    public boolean isReached() {
        return connection.isDone();
    }

    @Override
    public OptionalInt exitCode() {
        return container.exitCode();
    }

    @Override
    public void pause() {
        container.pause();
    }

    @Override
    public void resume() {
        container.resume();
    }

    @Override
    public void kill() {
        killed = true;
        settle(started);
        container.kill();
        // Waits for the connection; otherwise a thread that still tries to connect would reach the next life.
        settle(connection);
        streams.stopWriting();
    }

    private static void settle(CompletableFuture<?> future) {
        try {
            future.get(START_NANOS_MAX, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The connection has failed, which does not matter: the node is about to be killed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the connection and ends the threads that use it. */
    void close() {
        connection.completeExceptionally(new IOException("closed"));
        connection.thenAccept(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                // Errors of closing do not matter, since the connection is no longer needed.
            }
        });
        streams.join(JOIN_MILLIS_MAX);
    }
}

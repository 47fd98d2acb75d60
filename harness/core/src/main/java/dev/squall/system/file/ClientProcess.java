package dev.squall.system.file;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.wire.MalformedMessageException;
import dev.squall.node.wire.RawBody;
import dev.squall.node.wire.WireCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One process of a client executable. Thread-safe. */
final class ClientProcess {

    private static final long INIT_ID = 0;

    private final Process process;
    private final LongSupplier clock;
    private final WireCodec codec;
    private final Consumer<String> onMalformed;
    private final OutputStream in;
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private String owner = "";
    private long nextId = INIT_ID + 1;
    private boolean ended;

    private record Pending(CompletableFuture<Body> reply, long sinceNanos) {}

    /**
     * @param init first line of the process's input, with message id 0
     * @param clock time in nanoseconds; called on any thread
     */
    ClientProcess(Process process, WireCodec codec, String init, LongSupplier clock, Consumer<String> onMalformed) {
        this.clock = clock;
        this.process = process;
        this.codec = codec;
        this.onMalformed = onMalformed;
        this.in = process.getOutputStream();
        write(init);
        Thread reader = new Thread(this::read, "client output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Returns true if the process cannot serve this client: it has ended, has served another client, or is overdue with
     * a reply. A process that still starts serves any client.
     *
     * @param overdueNanos longest waiting time of a request without reply
     */
    synchronized boolean isSpent(String client, long overdueNanos) {
        long now = clock.getAsLong();
        return ended
                || !process.isAlive()
                || (isReady() && !owner.isEmpty() && !owner.equals(client))
                || pending.values().stream().anyMatch(each -> now - each.sinceNanos() >= overdueNanos);
    }

    /** Returns true if the process has replied to {@code init}. */
    boolean isReady() {
        return ready.isDone() && !ready.isCompletedExceptionally();
    }

    /** Returns a future that completes when the process has replied to {@code init}, and fails when it ends. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Gives the process to a client. */
    synchronized void own(String client) {
        owner = client;
    }

    synchronized CompletableFuture<Body> call(String nodeId, String client, Body request) {
        CompletableFuture<Body> reply = new CompletableFuture<>();
        if (ended) {
            reply.completeExceptionally(new IOException("the client's process has ended"));
            return reply;
        }
        long id = nextId++;
        pending.put(id, new Pending(reply, clock.getAsLong()));
        write(codec.encode(new Message(client, nodeId, id, Message.NO_ID, request)));
        return reply;
    }

    private void write(String line) {
        try {
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            // The process has ended; its reader completes the requests.
        }
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                onLine(line);
            }
        } catch (IOException e) {
            // The stream ends with the process.
        }
        end();
    }

    private void onLine(String line) {
        Message reply;
        try {
            reply = ClientProcesses.decode(codec, line);
        } catch (MalformedMessageException e) {
            failOldest(e.getMessage());
            return;
        }
        if (reply.inReplyTo() == INIT_ID) {
            ready.complete(null);
            return;
        }
        Pending request;
        synchronized (this) {
            request = pending.remove(reply.inReplyTo());
        }
        if (request == null) {
            return;
        }
        if (reply.body() instanceof RawBody raw) {
            String words = "a reply of type '" + raw.type() + "', which the workload does not have";
            onMalformed.accept(words);
            request.reply().complete(new ErrorReply(ErrorCode.CRASH, words));
        } else {
            request.reply().complete(reply.body());
        }
    }

    /** Completes the oldest request as indefinite, since a malformed line does not say which it answers. */
    private void failOldest(String words) {
        Pending oldest = null;
        synchronized (this) {
            if (!pending.isEmpty()) {
                oldest = pending.remove(pending.keySet().iterator().next());
            }
        }
        onMalformed.accept(words);
        if (oldest != null) {
            oldest.reply().complete(new ErrorReply(ErrorCode.CRASH, "malformed reply: " + words));
        }
    }

    private void end() {
        Map<Long, Pending> left;
        synchronized (this) {
            ended = true;
            left = new LinkedHashMap<>(pending);
            pending.clear();
        }
        ready.completeExceptionally(new IOException("the process has ended"));
        left.values().forEach(each -> each.reply()
                .completeExceptionally(new IOException("the client's process ended before it had replied")));
    }

    /** Kills the process with its child processes. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

package dev.squall.cluster.process;

import dev.squall.cluster.WorldException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One life of a node: its operating system process, and the two threads that wait on its streams so that the timeline
 * never does. A node that does not read makes its queue of lines overflow; one that prints faster than the timeline
 * takes it is made to wait.
 */
final class NodeProcess {

    private static final int LINE_BYTES_MAX = 16 << 20;
    private static final int QUEUED_LINES_MAX = 1 << 14;
    private static final long DEATH_SECONDS_MAX = 5;
    private static final long DRAIN_SECONDS_MAX = 1;
    private static final String END = "";

    private final Process process;
    private final RealTimeline timeline;
    private final Output output;
    private final BlockingQueue<String> toNode = new LinkedBlockingQueue<>(QUEUED_LINES_MAX);
    private final Semaphore unhandledLines = new Semaphore(QUEUED_LINES_MAX);
    private final Thread writer;
    private final Thread reader;
    private PauseGuard guard;

    /** What becomes of a process's output; called by its reader, answering what the timeline is to do. */
    interface Output {

        Runnable onLine(String line);

        Runnable onOverlongLine(String beginning, int bytesMax);

        /** The process has ended, or its output has; may be called twice. */
        Runnable onEnd();
    }

    NodeProcess(String nodeId, Process process, RealTimeline timeline, Output output) {
        this.process = process;
        this.timeline = timeline;
        this.output = output;
        this.writer = daemon("to " + nodeId, this::write);
        this.reader = daemon("from " + nodeId, this::read);
        writer.start();
        reader.start();
        // If the process leaves children behind, its output does not end with it.
        process.onExit()
                .thenRun(() -> timeline.schedule(
                        timeline.nowNanos() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS_MAX), output.onEnd()));
    }

    /** Hands a line to the writer, or answers false if too many wait. */
    boolean offer(String line) {
        return toNode.offer(line);
    }

    /** Its exit code, if it has ended. */
    OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    private List<ProcessHandle> tree() {
        return Signals.tree(process);
    }

    /** Stops it from running; should the harness die meanwhile, so does it. */
    synchronized void pause() {
        List<ProcessHandle> tree = tree();
        if (!tree.isEmpty()) {
            guard = PauseGuard.over(tree);
            Signals.stop(tree);
        }
    }

    /** Lets it go on. */
    synchronized void resume() {
        Signals.resume(tree());
        releaseGuard();
    }

    private synchronized void releaseGuard() {
        if (guard != null) {
            guard.release();
            guard = null;
        }
    }

    /** Ends it at once and returns when it is gone; what it has written will still be read. */
    void kill() {
        List<ProcessHandle> tree = tree();
        tree.forEach(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEATH_SECONDS_MAX);
        awaitDeath(deadline);
        for (ProcessHandle each : tree) {
            while (!Signals.isDead(each)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new WorldException("process " + each.pid() + " lives on after SIGKILL");
                }
                Thread.onSpinWait();
            }
        }
        releaseGuard();
        writer.interrupt();
    }

    /** Ends its input and asks it to end, letting it go on first if it is stopped. */
    void terminate() {
        try {
            Signals.resume(
                    tree().stream().filter(it -> Signals.isStopped(it.pid())).toList());
        } catch (WorldException e) {
            // It will not notice the request to end, and is killed a little later.
        }
        toNode.offer(END);
        tree().forEach(ProcessHandle::destroy);
    }

    /** Waits for its end; answers whether it has come. */
    boolean awaitDeath(long deadlineNanos) {
        try {
            return process.waitFor(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** Ends the threads of a process that is gone. */
    void joinThreads() {
        releaseGuard();
        writer.interrupt();
        reader.interrupt();
        try {
            writer.join(TimeUnit.SECONDS.toMillis(DRAIN_SECONDS_MAX));
            reader.join(TimeUnit.SECONDS.toMillis(DRAIN_SECONDS_MAX));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream())) {
            String line;
            while (!(line = toNode.take()).equals(END)) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
                if (toNode.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // It no longer reads: its end, which tells more, is noticed by the reader.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        BoundedLines lines = new BoundedLines(process.getInputStream(), LINE_BYTES_MAX);
        try {
            String line;
            while ((line = lines.next()) != null) {
                post(output.onLine(line));
            }
        } catch (BoundedLines.LineTooLongException e) {
            timeline.post(output.onOverlongLine(e.beginning(), LINE_BYTES_MAX));
        } catch (IOException e) {
            // Its output is closed, as at its end.
        } catch (InterruptedException e) {
            return;
        }
        awaitDeath(System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS_MAX));
        timeline.post(output.onEnd());
    }

    private void post(Runnable action) throws InterruptedException {
        unhandledLines.acquire();
        timeline.post(() -> {
            unhandledLines.release();
            action.run();
        });
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}

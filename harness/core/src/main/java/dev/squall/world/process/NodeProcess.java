package dev.squall.world.process;

import dev.squall.world.WorldException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** One life of a node: its operating system process. */
final class NodeProcess implements NodeLife, NodeStreams.Ends {

    private static final long DEATH_SECONDS_MAX = 5;
    private static final long DRAIN_SECONDS_MAX = 1;

    private final Process process;
    private final NodeStreams streams;
    private PauseGuard guard;

    NodeProcess(String nodeId, Process process, RealTimeline timeline, NodeStreams.Output output) {
        this.process = process;
        this.streams = new NodeStreams(nodeId, timeline, this, output);
        streams.start();
        // If the process leaves children behind, its output does not end with it.
        process.onExit()
                .thenRun(() -> timeline.schedule(
                        timeline.nowNanos() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS_MAX), output.onEnd()));
    }

    @Override
    public OutputStream toNode() {
        return process.getOutputStream();
    }

    @Override
    public InputStream fromNode() {
        return process.getInputStream();
    }

    @Override
    public void awaitEnd() {
        awaitDeath(System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS_MAX));
    }

    @Override
    public boolean offer(String line) {
        return streams.offer(line);
    }

    @Override
    public boolean isReached() {
        return true;
    }

    @Override
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    private List<ProcessHandle> tree() {
        return Signals.tree(process);
    }

    @Override
    public synchronized void pause() {
        List<ProcessHandle> tree = tree();
        if (!tree.isEmpty()) {
            guard = PauseGuard.over(tree);
            Signals.stop(tree);
        }
    }

    @Override
    public synchronized void resume() {
        Signals.resume(tree());
        releaseGuard();
    }

    private synchronized void releaseGuard() {
        if (guard != null) {
            guard.release();
            guard = null;
        }
    }

    @Override
    public void kill() {
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
        streams.stopWriting();
    }

    /** Ends its input and asks it to end, letting it go on first if it is stopped. */
    void terminate() {
        try {
            Signals.resume(
                    tree().stream().filter(it -> Signals.isStopped(it.pid())).toList());
        } catch (WorldException e) {
            // It will not notice the request to end, and is killed a little later.
        }
        streams.end();
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
        streams.join(TimeUnit.SECONDS.toMillis(DRAIN_SECONDS_MAX));
    }
}

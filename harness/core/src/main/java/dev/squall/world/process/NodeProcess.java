package dev.squall.world.process;

import dev.squall.world.WorldException;
import dev.squall.world.realtime.NodeLife;
import dev.squall.world.realtime.NodeStreams;
import dev.squall.world.realtime.RealTimeline;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** One life of a node: its operating system process. */
final class NodeProcess implements NodeLife, NodeStreams.Ends {

    private static final long DEATH_SECONDS_MAX = 5;
    private static final long DRAIN_SECONDS_MAX = 1;

    private final Process process;
    private final String variable;
    private final NodeStreams streams;
    private PauseGuard guard;
    /** All that the node consisted of when its input was ended: some may lose their parents then. */
    private List<ProcessHandle> family = List.of();
    /** Nothing of it is left. */
    private boolean isGone;

    /**
     * @param variable an environment variable that its processes have and no others
     */
    NodeProcess(String nodeId, Process process, String variable, RealTimeline timeline, NodeStreams.Output output) {
        this.process = process;
        this.variable = variable;
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

    /** Kills what it has started too, though that may have lost its parents, or have outlived the node. */
    @Override
    public void kill() {
        if (isGone) {
            return;
        }
        List<ProcessHandle> left = new ArrayList<>(family);
        left.addAll(tree());
        left.forEach(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEATH_SECONDS_MAX);
        awaitDeath(deadline);
        left.addAll(Signals.withVariable(variable));
        while (!left.isEmpty()) {
            for (ProcessHandle each : left) {
                each.destroyForcibly();
                awaitDeath(each, deadline);
            }
            // Until it was killed, each could start others.
            left = Signals.withVariable(variable);
        }
        isGone = true;
        releaseGuard();
        streams.stopWriting();
    }

    private static void awaitDeath(ProcessHandle each, long deadlineNanos) {
        while (!Signals.isDead(each)) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new WorldException("process " + each.pid() + " lives on after SIGKILL");
            }
            Thread.onSpinWait();
        }
    }

    /** Ends its input and asks it to end, letting it go on first if it is stopped. */
    void terminate() {
        try {
            Signals.resume(
                    tree().stream().filter(it -> Signals.isStopped(it.pid())).toList());
        } catch (WorldException e) {
            // It will not notice the request to end, and is killed a little later.
        }
        family = tree();
        streams.end();
        family.forEach(ProcessHandle::destroy);
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

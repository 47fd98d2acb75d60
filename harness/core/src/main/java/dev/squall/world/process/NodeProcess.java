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

/** The operating system process of one life of a node. */
final class NodeProcess implements NodeLife, NodeStreams.Ends {

    private static final long DEATH_SECONDS_MAX = 5;
    private static final long DRAIN_SECONDS_MAX = 1;

    private final Process process;
    private final String variable;
    private final NodeStreams streams;
    private PauseGuard guard;
    /** All processes of the node when its input was closed; some may lose their parent processes afterwards. */
    private List<ProcessHandle> family = List.of();
    /** True if no process of the node is left. */
    private boolean isGone;

    /** @param variable an environment variable that only the node's processes have */
    NodeProcess(String nodeId, Process process, String variable, RealTimeline timeline, NodeStreams.Output output) {
        this.process = process;
        this.variable = variable;
        this.streams = new NodeStreams(nodeId, timeline, this, output);
        streams.start();
        // The output of a process does not end with the process if a child process still holds it open.
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
    public String unfinishedLine() {
        return streams.unfinishedLine();
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

    /** Kills the process and all its descendants, including those whose parents have ended. */
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
            // Repeats the search, since each process could start others until it was killed.
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

    /** Closes the process's input and asks the process to end, after resuming it if it is stopped. */
    void terminate() {
        try {
            Signals.resume(
                    tree().stream().filter(it -> Signals.isStopped(it.pid())).toList());
        } catch (WorldException e) {
            // A stopped process does not notice the request to end, and is killed a little later.
        }
        family = tree();
        streams.end();
        family.forEach(ProcessHandle::destroy);
    }

    /** Waits for the end of the process; returns true if it has ended. */
    boolean awaitDeath(long deadlineNanos) {
        try {
            return process.waitFor(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** Ends the threads of a process that has ended. */
    void joinThreads() {
        releaseGuard();
        streams.join(TimeUnit.SECONDS.toMillis(DRAIN_SECONDS_MAX));
    }
}

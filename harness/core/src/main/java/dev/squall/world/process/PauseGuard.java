package dev.squall.world.process;

import dev.squall.world.WorldException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Guard that kills processes, and the process groups that they lead, if the harness is killed. A stopped process, or a
 * server without input, cannot notice that its input has ended.
 * The guard is a process that waits for a line from the harness; if its input ends without one, it kills the
 * processes.
 */
final class PauseGuard {

    /** Passes the process ids as arguments, so that nothing but this constant is read as a script. */
    private static final String SCRIPT = "read line || for pid; do kill -s KILL -- \"-$pid\" \"$pid\"; done";

    private static final long END_SECONDS_MAX = 1;

    private final Process guard;

    private PauseGuard(Process guard) {
        this.guard = guard;
    }

    /**
     * Starts a guard over these processes, which lasts until {@link #release}.
     *
     * @throws WorldException if the guard cannot be started, for instance without a shell
     */
    static PauseGuard over(List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "squall-pause-guard"));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            return new PauseGuard(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new WorldException("cannot guard a node: no 'sh' program (" + e.getMessage() + "); install one", e);
        }
    }

    /** Ends the guard without killing the paused processes. Idempotent and thread-safe. */
    void release() {
        // Kills the guard before its input ends, since it would take the end for the harness's death.
        guard.destroyForcibly();
        try {
            guard.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.squall.world.process;

import dev.squall.world.WorldException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Kills paused processes should the harness be killed: they are stopped, so they do not notice by themselves that their
 * input has ended. A process of its own waits for a line from the harness; if its input ends without one, it kills.
 */
final class PauseGuard {

    /** The pids are arguments, so that nothing but this text is ever read as a script. */
    private static final String SCRIPT = "read line || kill -KILL \"$@\"";

    private static final long END_SECONDS_MAX = 1;

    private final Process guard;

    private PauseGuard(Process guard) {
        this.guard = guard;
    }

    /**
     * Watches over these processes until {@link #release}.
     *
     * @throws WorldException if there is no shell to do it
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
            throw new WorldException(
                    "cannot pause a node safely: no 'sh' program (" + e.getMessage()
                            + "); install one, or run without the fault 'pause'",
                    e);
        }
    }

    /** Ends the watch; nothing is killed. Idempotent; callable from any thread. */
    void release() {
        // Before its input ends, which it would take for the harness's death.
        guard.destroyForcibly();
        try {
            guard.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

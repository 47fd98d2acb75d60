package dev.squall.world.process;

import dev.squall.world.WorldException;
import dev.squall.world.server.ServerCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * One life of a server as a process of this machine. Where {@code setsid} is installed, the server leads a process
 * group of its own, which a guard kills if the harness is killed.
 */
final class ServerProcess {

    private static final String VARIABLE = "SQUALL_SERVER";
    private static final long DEATH_SECONDS_MAX = 5;

    private final Process process;
    private final String definition;
    private final PauseGuard guard;
    private volatile boolean killed;

    private ServerProcess(Process process, String definition) {
        this.process = process;
        this.definition = definition;
        this.guard = PauseGuard.over(List.of(process.toHandle()));
    }

    /** Starts a server whose output is appended to a log. */
    static ServerProcess start(ServerCommands.Command command, Path folder, Path log) throws IOException {
        List<String> words = new ArrayList<>();
        if (hasSetsid()) {
            words.add("setsid");
        }
        words.addAll(command.arguments());
        String life = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(command.environment());
        builder.environment().put(VARIABLE, life);
        return new ServerProcess(builder.start(), VARIABLE + "=" + life + "\0");
    }

    private static boolean hasSetsid() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));
    }

    /** Calls the listener with the exit code when the process has ended, on any thread. */
    void onEnd(IntConsumer listener) {
        process.onExit().thenAccept(ended -> listener.accept(ended.exitValue()));
    }

    boolean isKilled() {
        return killed;
    }

    private List<ProcessHandle> all() {
        List<ProcessHandle> all = new ArrayList<>(Signals.tree(process));
        Signals.withVariable(definition).stream()
                .filter(each -> !all.contains(each))
                .forEach(all::add);
        return all;
    }

    void pause() {
        Signals.stop(all());
    }

    void resume() {
        Signals.resume(all());
    }

    /** Kills the server with its child processes, and returns when they have ended. Idempotent and thread-safe. */
    synchronized void kill() {
        if (killed) {
            return;
        }
        killed = true;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEATH_SECONDS_MAX);
        // Repeats the search, since each process could start others until it was killed.
        for (List<ProcessHandle> left = all(); !left.isEmpty(); left = all()) {
            left.forEach(ProcessHandle::destroyForcibly);
            for (ProcessHandle each : left) {
                while (!Signals.isDead(each)) {
                    if (System.nanoTime() > deadline) {
                        throw new WorldException("process " + each.pid() + " lives on after SIGKILL");
                    }
                    Thread.onSpinWait();
                }
            }
        }
        guard.release();
    }
}

package dev.squall.world.process;

import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Signals to a process and its descendants; a node may be a script that starts the actual program. */
final class Signals {

    private static final long BOUND_SECONDS = 5;

    private Signals() {}

    /** Returns the living processes among a process and its descendants; none if the process itself has ended. */
    static List<ProcessHandle> tree(Process process) {
        if (!process.isAlive()) {
            return List.of();
        }
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /**
     * Returns the living processes that have an environment variable whose definition starts with this text. Child
     * processes inherit their parent's variables, and keep them when the parent ends. Returns an empty list on a system
     * without /proc.
     */
    static List<ProcessHandle> withVariable(String beginning) {
        List<ProcessHandle> found = new ArrayList<>();
        String wanted = "\0" + beginning;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path folder : folders) {
                if (("\0" + environment(folder)).contains(wanted)) {
                    ProcessHandle.of(Long.parseLong(folder.getFileName().toString()))
                            .filter(process -> !isDead(process))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Without /proc, only the descendants of living processes can be found.
        }
        return found;
    }

    private static String environment(Path folder) {
        try {
            return Files.readString(folder.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // The process has ended, or belongs to another user.
            return "";
        }
    }

    /**
     * Stops processes, and waits until the operating system reports them as stopped.
     *
     * @throws WorldException if a process does not stop in time
     */
    static void stop(List<ProcessHandle> processes) {
        send("-STOP", processes);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        for (ProcessHandle process : processes) {
            while (process.isAlive() && !isStopped(process.pid())) {
                if (System.nanoTime() - deadline > 0) {
                    throw new WorldException("process " + process.pid() + " runs on after SIGSTOP");
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Resumes stopped processes. */
    static void resume(List<ProcessHandle> processes) {
        send("-CONT", processes);
    }

    /** Returns true if the process is stopped or dead, or if its state is unknown. */
    static boolean isStopped(long pid) {
        return "TZX?".indexOf(state(pid)) >= 0;
    }

    /** Returns true if the process has ended, even if its parent has not read its exit code yet. */
    static boolean isDead(ProcessHandle process) {
        return !process.isAlive() || "ZX".indexOf(state(process.pid())) >= 0;
    }

    private static char state(long pid) {
        try {
            // The line is "pid (name) state ..."; the name may contain anything, even parentheses.
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return '?';
        }
    }

    private static void send(String signal, List<ProcessHandle> processes) {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            Process kill = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                throw new WorldException("'" + String.join(" ", command) + "' does not end");
            }
        } catch (IOException e) {
            throw new WorldException(
                    "cannot pause a node: no 'kill' program (" + e.getMessage()
                            + "); install one (Debian: procps), or run without the fault 'pause'",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorldException("interrupted while signalling a node", e);
        }
    }
}

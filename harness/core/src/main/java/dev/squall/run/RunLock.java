package dev.squall.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Lock in the folder of a run, held by the harness from the plan of the run to its verdict. The operating system frees
 * the lock when the process ends for any reason. The lock therefore distinguishes a run under way from a killed one
 * without comparing times. Thread-safe.
 */
public final class RunLock implements AutoCloseable {

    /** Name of the locked file, which exists only during the run. */
    static final String FILE = "running.lock";

    /** State of a run without a verdict. */
    public enum State {
        /** A living process records or judges the run. */
        UNDER_WAY,
        /** The process that recorded the run was killed. */
        KILLED,
        /** The process that recorded the run has given it up: the run failed or was interrupted. */
        LEFT,
        /** The state is unknown because the file system has no locks. */
        UNCERTAIN
    }

    /**
     * Lock files that this process holds. Opening and closing such a file again would free its lock on some systems.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a run that begins now.
     *
     * @throws IOException if the lock file cannot be created
     */
    public static RunLock take(Path folder) throws IOException {
        Path file = path(folder);
        synchronized (HELD) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                channel.tryLock();
            } catch (IOException | OverlappingFileLockException e) {
                // The file system has no locks; readers of the lock will report {@link State#UNCERTAIN}.
            }
            HELD.add(file);
            return new RunLock(file, channel);
        }
    }

    private static Path path(Path folder) {
        return folder.toAbsolutePath().normalize().resolve(FILE);
    }

    /** Frees the lock. Idempotent. */
    @Override
    public void close() {
        synchronized (HELD) {
            if (HELD.remove(file)) {
                try {
                    channel.close();
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    // A remaining lock file does no harm: the file is not locked, and a verdict takes precedence over
                    // it.
                }
            }
        }
    }

    /** Returns the state of a run without a verdict, by its folder. */
    public static State state(Path folder) {
        Path file = path(folder);
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return State.UNDER_WAY;
            }
            if (!Files.isRegularFile(file)) {
                return State.LEFT;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                    FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return lock == null ? State.UNDER_WAY : State.KILLED;
            } catch (IOException | OverlappingFileLockException e) {
                return State.UNCERTAIN;
            }
        }
    }
}

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
 * Lock that a harness holds in the folder of a run, from its plan to its verdict. The operating system frees it when
 * the process ends, however it ends. So a run under way is told from one that was killed, without any clock. Thread
 * safe.
 */
public final class RunLock implements AutoCloseable {

    /** Name of the locked file; it is not there before the run and after it. */
    static final String FILE = "running.lock";

    /** State of a run without a verdict. */
    public enum State {
        /** A living process records or judges it. */
        UNDER_WAY,
        /** The process that recorded it was killed. */
        KILLED,
        /** The process that recorded it has left it: the run failed or was interrupted. */
        LEFT,
        /** The file system has no locks. */
        UNCERTAIN
    }

    /** Files that this process holds. To open and close one of them would free its lock on some systems. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a run that begins.
     *
     * @throws IOException if its file cannot be made
     */
    public static RunLock take(Path folder) throws IOException {
        Path file = path(folder);
        synchronized (HELD) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                channel.tryLock();
            } catch (IOException | OverlappingFileLockException e) {
                // A file system without locks: readers find out as well, and are uncertain.
            }
            HELD.add(file);
            return new RunLock(file, channel);
        }
    }

    private static Path path(Path folder) {
        return folder.toAbsolutePath().normalize().resolve(FILE);
    }

    /** Frees the lock; does nothing the second time. */
    @Override
    public void close() {
        synchronized (HELD) {
            if (HELD.remove(file)) {
                try {
                    channel.close();
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    // A file that stays is one without a lock: the run's verdict, if it has one, comes first.
                }
            }
        }
    }

    /** Returns the state of the run in a folder, for one that has no verdict. */
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

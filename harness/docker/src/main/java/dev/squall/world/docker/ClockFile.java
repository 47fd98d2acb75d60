package dev.squall.world.docker;

import dev.squall.world.WorldException;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Setting of a node's wall clock, in a file that the node's processes have mapped. {@code docker/clock.c} defines the
 * layout of the file. The clock file is written in place, and the next reading of each process uses the new setting.
 */
final class ClockFile {

    static final String NAME = "setting";

    private static final int SEQUENCE_AT = 0;
    private static final int OFFSET_AT = 8;
    private static final int RATE_AT = 16;
    private static final int SINCE_AT = 24;
    private static final int WRONG_READINGS_AT = 32;
    private static final int BYTES = 40;

    private final Path file;
    private final MappedByteBuffer content;

    private ClockFile(Path file, MappedByteBuffer content) {
        this.file = file;
        this.content = content;
    }

    /**
     * Returns the folder to mount into containers; it is inside the node's folder. Mounting only the file would keep
     * the first life's file mounted in later lives.
     */
    static Path folder(Path nodeFolder) {
        return nodeFolder.resolve("clock");
    }

    /** Creates the file with the setting of a true clock. */
    static ClockFile in(Path nodeFolder) {
        Path file = folder(nodeFolder).resolve(NAME);
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                ClockFile clock = new ClockFile(file, channel.map(MapMode.READ_WRITE, 0, BYTES));
                clock.content.order(ByteOrder.nativeOrder());
                clock.set(0, 0);
                return clock;
            }
        } catch (IOException e) {
            throw new WorldException("the clock's setting " + file + " cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * Lets any user write the file, so that the clock library counts readings.
     *
     * @throws WorldException if the permissions cannot be set
     */
    void letAnybodyCount() {
        try {
            Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (IOException e) {
            throw new WorldException("the clock's setting " + file + " cannot be shared: " + e.getMessage(), e);
        }
    }

    /** Returns the number of readings of a wrong clock, by processes that may write the file. */
    long wrongReadings() {
        return content.getLong(WRONG_READINGS_AT);
    }

    /** Sets the clock's offset and rate from now on. */
    void set(long offsetNanos, long ratePartsPerBillion) {
        long odd = content.getLong(SEQUENCE_AT) | 1;
        content.putLong(SEQUENCE_AT, odd);
        VarHandle.fullFence();
        content.putLong(OFFSET_AT, offsetNanos);
        content.putLong(RATE_AT, ratePartsPerBillion);
        // Node and harness read the same monotonic clock of the machine.
        content.putLong(SINCE_AT, System.nanoTime());
        VarHandle.fullFence();
        content.putLong(SEQUENCE_AT, odd + 1);
    }
}

package dev.squall.node.host;

import dev.squall.node.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.random.RandomGenerator;

/**
 * The records that a killed node has appended to its {@link FileStorage} but not synced. The harness removes these
 * records after the process has ended, to simulate a power failure.
 */
public final class UnsyncedTail {

    /** Name of the file with a node's records, in the node's folder. */
    public static final String FILE_NAME = "stable.log";

    private final Path file;
    private final byte[] content;
    private final int syncedLength;

    private UnsyncedTail(Path file, byte[] content) {
        this.file = file;
        this.content = content;
        this.syncedLength = StorageFile.hasHeader(content)
                ? (int) Math.min(StorageFile.syncedLength(content), content.length)
                : content.length;
    }

    /**
     * Reads the storage in {@code folder}. The tail is empty if the node died before it created a file.
     *
     * @throws StorageException if the storage cannot be read
     */
    public static UnsyncedTail of(Path folder) {
        Path file = StorageFile.in(folder);
        try {
            return new UnsyncedTail(file, Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
        } catch (IOException e) {
            throw new StorageException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns true if the storage in {@code folder} holds unsynced bytes. The method reads only the header and the
     * length, so the storage may be in use.
     *
     * @throws StorageException if the storage cannot be read
     */
    public static boolean isPresent(Path folder) {
        Path file = StorageFile.in(folder);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(StorageFile.HEADER_BYTES);
            int read = channel.read(header, 0);
            return read == StorageFile.HEADER_BYTES
                    && StorageFile.hasHeader(header.array())
                    && StorageFile.syncedLength(header.array()) < channel.size();
        } catch (IOException e) {
            throw new StorageException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Returns the number of whole unsynced records. */
    public int recordCount() {
        return recordsUpTo(content.length);
    }

    /**
     * Removes all unsynced records.
     *
     * @return the number of lost records
     */
    public int lose() {
        truncate(syncedLength);
        return recordCount();
    }

    /**
     * Keeps a random part of the unsynced records and tears the last record of that part in the middle.
     *
     * @return the number of lost records; 0 only if there were no unsynced records
     */
    public int tear(RandomGenerator random) {
        if (recordCount() == 0) {
            return 0;
        }
        int keptLength = random.nextInt(syncedLength + 1, content.length);
        if (content[keptLength - 1] == '\n') {
            keptLength--;
        }
        truncate(keptLength);
        return recordCount() - recordsUpTo(keptLength);
    }

    private int recordsUpTo(int end) {
        int count = 0;
        for (int i = syncedLength; i < end; i++) {
            if (content[i] == '\n') {
                count++;
            }
        }
        return count;
    }

    private void truncate(int newLength) {
        if (newLength == content.length) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(newLength);
        } catch (IOException e) {
            throw new StorageException("cannot cut " + file + ": " + e.getMessage(), e);
        }
    }
}

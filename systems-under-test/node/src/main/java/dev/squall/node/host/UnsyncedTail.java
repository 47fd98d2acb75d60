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
 * What a killed node had appended to its {@link FileStorage} and not synced: for the harness, which takes it away as a
 * power failure would, when the process is gone.
 */
public final class UnsyncedTail {

    /** The file with a node's records, in its folder. */
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
     * Looks at the storage in {@code folder}; there is no tail if the node died before it had made any.
     *
     * @throws StorageException if it cannot be read
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
     * Whether the storage in {@code folder} holds anything that is not synced: a glance, for storage in use.
     *
     * @throws StorageException if it cannot be read
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

    /** How many whole records are not synced. */
    public int recordCount() {
        return recordsUpTo(content.length);
    }

    /**
     * Takes all of it away.
     *
     * @return how many records are lost
     */
    public int lose() {
        truncate(syncedLength);
        return recordCount();
    }

    /**
     * Keeps a part of it, chosen at random, whose last record is torn in the middle.
     *
     * @return how many records are lost; 0 only if there were none
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

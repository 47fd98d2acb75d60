package dev.squall.node.host;

import dev.squall.node.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One flipped bit in the synced records of a {@link FileStorage}. The harness flips bits only while no process has the
 * storage open.
 */
public final class BitFlip {

    private final long position;
    private final int mask;

    private BitFlip(long position, int mask) {
        this.position = position;
        this.mask = mask;
    }

    /**
     * Flips a bit, chosen uniformly, in the storage in {@code folder}.
     *
     * @return empty if the storage holds no synced record
     * @throws StorageException if the storage cannot be read or written
     */
    public static Optional<BitFlip> in(Path folder, RandomGenerator random) {
        Path file = StorageFile.in(folder);
        try {
            byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            if (!StorageFile.hasHeader(content)) {
                return Optional.empty();
            }
            long end = Math.min(StorageFile.syncedLength(content), content.length);
            if (end <= StorageFile.HEADER_BYTES) {
                return Optional.empty();
            }
            BitFlip flip = new BitFlip(random.nextLong(StorageFile.HEADER_BYTES, end), 1 << random.nextInt(Byte.SIZE));
            flip.again(folder);
            return Optional.of(flip);
        } catch (IOException e) {
            throw new StorageException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Flips the same bit again. The second flip repairs the storage in {@code folder} unless a record was written in
     * between.
     *
     * @throws StorageException if the storage cannot be read or written
     */
    public void again(Path folder) {
        Path file = StorageFile.in(folder);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ mask)).flip();
            channel.write(one, position);
        } catch (IOException e) {
            throw new StorageException("cannot flip a bit of " + file + ": " + e.getMessage(), e);
        }
    }
}

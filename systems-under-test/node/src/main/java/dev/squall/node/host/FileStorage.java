package dev.squall.node.host;

import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import dev.squall.node.StorageException;
import dev.squall.node.wire.MalformedMessageException;
import dev.squall.node.wire.WireCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Stable storage in one file of checksummed records. An appended record reaches the operating system at once, so it
 * survives the death of the process. {@link #sync()} forces all records to the medium.
 *
 * <p>Recovery removes a torn last record. A damaged record that was synced, or that intact records follow, was not torn
 * by a crash. A file with such a record is rejected and left unchanged, since the node relies on its records.
 *
 * <p>Not thread-safe. Appending costs one write to the file. {@link #read()} takes time linear in the number of
 * records.
 */
public final class FileStorage implements StableStorage, AutoCloseable {

    private final Path file;
    private final WireCodec codec;
    private final boolean forced;
    private final List<StableRecord> records = new ArrayList<>();
    private FileChannel channel;
    private MappedByteBuffer header;
    private long length;

    private FileStorage(Path file, WireCodec codec, boolean forced) {
        this.file = file;
        this.codec = codec;
        this.forced = forced;
    }

    /**
     * Opens the storage in {@code folder}, creating the folder if it is missing, and recovers its records.
     *
     * @param forced true if syncing forces writes to the medium: necessary only to survive a power failure
     * @throws StorageException if the folder cannot be read or written, or its file is not a storage file
     */
    public static FileStorage open(Path folder, WireCodec codec, boolean forced) {
        FileStorage storage = new FileStorage(StorageFile.in(folder), codec, forced);
        try {
            Files.createDirectories(folder);
            if (!Files.exists(storage.file)) {
                storage.install(new byte[0]);
            } else {
                storage.recover();
            }
        } catch (IOException e) {
            throw storage.failure("open", e);
        }
        return storage;
    }

    @Override
    public List<StableRecord> read() {
        return List.copyOf(records);
    }

    @Override
    public void append(StableRecord stableRecord) {
        try {
            length += write(channel, ByteBuffer.wrap(StorageFile.frame(codec.encode(stableRecord))));
        } catch (IOException e) {
            throw failure("append to", e);
        }
        records.add(stableRecord);
    }

    @Override
    public void sync() {
        if (length == header.getLong(StorageFile.SYNCED_LENGTH_AT)) {
            return;
        }
        try {
            force(channel);
        } catch (IOException e) {
            throw failure("sync", e);
        }
        header.putLong(StorageFile.SYNCED_LENGTH_AT, length);
    }

    @Override
    public void replace(List<? extends StableRecord> replacement) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (StableRecord stableRecord : replacement) {
            content.writeBytes(StorageFile.frame(codec.encode(stableRecord)));
        }
        try {
            install(content.toByteArray());
        } catch (IOException e) {
            throw failure("replace", e);
        }
        records.clear();
        records.addAll(replacement);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure("close", e);
        }
    }

    /** Writes a new file beside the old one, makes it durable, and renames it to the old one's name. */
    private void install(byte[] content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        long nextLength = StorageFile.HEADER_BYTES + (long) content.length;
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(out, StorageFile.header(nextLength));
            write(out, ByteBuffer.wrap(content));
            force(out);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            force(folder);
        }
        attach(nextLength);
    }

    private void recover() throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (!StorageFile.hasHeader(content)) {
            throw new StorageException(file + " is no storage of a Squall node: name another folder, or remove it");
        }
        int kept = StorageFile.HEADER_BYTES;
        int end;
        while ((end = StorageFile.lineEnd(content, kept)) >= 0) {
            String json = StorageFile.unframe(content, kept, end);
            if (json == null) {
                requireNothingGoodBehind(content, end + 1);
                break;
            }
            records.add(decode(json));
            kept = end + 1;
        }
        if (kept < StorageFile.syncedLength(content)) {
            throw damaged("and it was synced");
        }
        attach(kept);
        channel.truncate(kept);
        force(channel);
        header.putLong(StorageFile.SYNCED_LENGTH_AT, kept);
    }

    private void requireNothingGoodBehind(byte[] content, int from) {
        int start = from;
        int end;
        while ((end = StorageFile.lineEnd(content, start)) >= 0) {
            if (StorageFile.unframe(content, start, end) != null) {
                throw damaged("and sound ones follow it");
            }
            start = end + 1;
        }
    }

    private StorageException damaged(String why) {
        return new StorageException("record " + (records.size() + 1) + " in " + file + " is damaged, " + why
                + ": the medium, not a crash, has lost it; restore the file, or replace the node");
    }

    private StableRecord decode(String json) {
        try {
            return codec.decodeStableRecord(json);
        } catch (MalformedMessageException e) {
            throw new StorageException(
                    "record " + (records.size() + 1) + " in " + file + " is none of this program's: " + e.getMessage(),
                    e);
        }
    }

    private void attach(long newLength) throws IOException {
        if (channel != null) {
            channel.close();
        }
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        header = channel.map(MapMode.READ_WRITE, 0, StorageFile.HEADER_BYTES);
        channel.position(newLength);
        length = newLength;
    }

    private void force(FileChannel toForce) throws IOException {
        if (forced) {
            toForce.force(true);
        }
    }

    private static int write(FileChannel out, ByteBuffer bytes) throws IOException {
        int written = bytes.remaining();
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        return written;
    }

    private StorageException failure(String what, IOException cause) {
        // Some subclasses of FileSystemException have only the file's name as their message.
        String why = cause instanceof FileSystemException ? cause.toString() : cause.getMessage();
        return new StorageException("cannot " + what + " " + file + ": " + why, cause);
    }
}

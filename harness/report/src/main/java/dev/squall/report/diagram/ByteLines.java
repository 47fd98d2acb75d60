package dev.squall.report.diagram;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reader of the lines of a file as bytes, without conversion to strings. Not thread-safe. */
final class ByteLines implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 18;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private int start;
    private int end;
    private int next;
    private long position;

    /** @param fromByte position of the first line's first byte */
    public ByteLines(Path file, long fromByte) throws IOException {
        in = Files.newInputStream(file);
        in.skipNBytes(fromByte);
        position = fromByte;
    }

    /** Returns the position of the next line in the file, in bytes. */
    long position() {
        return position;
    }

    /** Moves to the next line; returns false if there is no further line. The last line may lack a line feed. */
    boolean next() throws IOException {
        start = next;
        end = start;
        while (true) {
            while (end < filled) {
                if (buffer[end] == '\n') {
                    return found(end + 1);
                }
                end++;
            }
            if (!fill()) {
                return end > start && found(end);
            }
        }
    }

    private boolean found(int nextStart) {
        position += nextStart - next;
        next = nextStart;
        return true;
    }

    /** Reads more bytes, after moving the unfinished line to the beginning of the buffer. */
    private boolean fill() throws IOException {
        int length = filled - start;
        byte[] target = length > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, start, target, 0, length);
        buffer = target;
        start = 0;
        next = 0;
        end = length;
        int read = in.read(buffer, length, buffer.length - length);
        filled = length + Math.max(0, read);
        return read > 0;
    }

    /** Returns the buffer with the line, which begins at {@link #start}; valid until the next line is read. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    /** Returns the length of the line in bytes, without its line feed. */
    int length() {
        return end - start;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

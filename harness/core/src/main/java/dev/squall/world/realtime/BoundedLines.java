package dev.squall.world.realtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reader of lines from an untrusted stream: limits the length of a line, so that endless output does not fill the
 * memory.
 */
final class BoundedLines {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final int lineBytesMax;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private volatile String unfinished = "";

    BoundedLines(InputStream in, int lineBytesMax) {
        this.in = in;
        this.lineBytesMax = lineBytesMax;
    }

    /**
     * Returns the next line without its line feed, or null at the end of the stream. A last line without line feed is
     * dropped, since its writer died while writing it.
     *
     * @throws LineTooLongException if the line is longer than the maximum
     */
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (position == limit) {
                position = 0;
                if (line.size() <= BUFFER_BYTES) {
                    // The beginning of a longer line is enough.
                    unfinished = line.toString(StandardCharsets.UTF_8);
                }
                limit = Math.max(0, in.read(buffer));
                if (limit == 0) {
                    return null;
                }
            }
            int start = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            line.write(buffer, start, position - start);
            if (line.size() > lineBytesMax) {
                throw new LineTooLongException(line.toString(StandardCharsets.UTF_8));
            }
            if (position < limit) {
                position++;
                return line.toString(StandardCharsets.UTF_8);
            }
        }
    }

    /** Returns the beginning of a line whose end has not been read yet; may be called from any thread. */
    String unfinished() {
        return unfinished;
    }

    /** Thrown if a line is longer than the maximum. */
    static final class LineTooLongException extends IOException {

        private static final long serialVersionUID = 1L;
        private final transient String beginning;

        LineTooLongException(String beginning) {
            super("line too long");
            this.beginning = beginning;
        }

        /** Returns the part of the line that was read. */
        String beginning() {
            return beginning;
        }
    }
}

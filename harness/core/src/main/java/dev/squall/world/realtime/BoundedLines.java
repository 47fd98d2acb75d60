package dev.squall.world.realtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of a stream that nobody vouches for: what has no end is not read into memory for ever. */
final class BoundedLines {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final int lineBytesMax;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    BoundedLines(InputStream in, int lineBytesMax) {
        this.in = in;
        this.lineBytesMax = lineBytesMax;
    }

    /**
     * The next line without its line feed, or null at the end of the stream. A last line that no line feed ends is
     * none: its writer died while it wrote.
     *
     * @throws LineTooLongException if the line has more than the bytes allowed
     */
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (position == limit) {
                position = 0;
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

    /** A line has more bytes than are allowed. */
    static final class LineTooLongException extends IOException {

        private static final long serialVersionUID = 1L;
        private final transient String beginning;

        LineTooLongException(String beginning) {
            super("line too long");
            this.beginning = beginning;
        }

        /** As much of the line as was read. */
        String beginning() {
            return beginning;
        }
    }
}

package dev.squall.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A file with a JSON object a line, each with its {@code time} in nanoseconds, in order of time, of which a part can be
 * read without reading what is before it. A file that is not there has no lines.
 */
final class TimedLines {

    private static final ObjectReader JSON = new ObjectMapper().readerFor(JsonNode.class);

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;

    TimedLines(Path file) {
        this.file = file;
    }

    long bytes() {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Where the first line of this time or a later one begins, in bytes; found by bisection. */
    long position(long timeNanos) {
        if (bytes() == 0) {
            return 0;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long low = 0;
            long high = in.length();
            while (low < high) {
                long middle = (low + high) >>> 1;
                long start = lineStart(in, middle);
                JsonNode line = start >= high ? null : parse(readLine(in, start));
                if (line == null || line.path("time").asLong() >= timeNanos) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return lineStart(in, low);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The time of the first line that begins at or after a position in bytes; the latest of all if there is none. */
    long timeAt(long position) {
        if (position >= bytes()) {
            return Long.MAX_VALUE;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            JsonNode line = parse(readLine(in, lineStart(in, position)));
            return line == null ? Long.MAX_VALUE : line.path("time").asLong();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The beginning of the first line that begins at or after a position. */
    private static long lineStart(RandomAccessFile in, long position) throws IOException {
        if (position == 0) {
            return 0;
        }
        in.seek(position - 1);
        in.readLine();
        return in.getFilePointer();
    }

    private static String readLine(RandomAccessFile in, long start) throws IOException {
        in.seek(start);
        return in.readLine();
    }

    /**
     * Reads the lines that begin in a range of bytes, of which the first must be the beginning of a line. A line that
     * was cut short ends them.
     */
    void forEach(long fromByte, long toByte, Consumer<JsonNode> action) {
        if (fromByte >= Math.min(toByte, bytes())) {
            return;
        }
        try (InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER_BYTES)) {
            in.skipNBytes(fromByte);
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            long position = fromByte;
            for (String line = lines.readLine(); line != null && position < toByte; line = lines.readLine()) {
                JsonNode content = parse(line);
                if (content == null) {
                    return;
                }
                action.accept(content);
                position += encodedBytes(line) + 1;
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static long encodedBytes(String line) {
        long bytes = line.length();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            // The two halves of a pair take four bytes together.
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }

    private static JsonNode parse(String line) {
        try {
            return line == null ? null : JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private ReportException failure(IOException e) {
        return new ReportException("cannot read " + file + ": " + e.getMessage(), e);
    }
}

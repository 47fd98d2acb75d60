package dev.squall.report.diagram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.squall.report.page.ReportException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * File with one JSON object per line, ordered by the {@code time} in nanoseconds. A part of the file can be read
 * without the lines before it. A missing file counts as empty.
 */
final class TimedLines {

    private static final ObjectReader JSON = new ObjectMapper().readerFor(JsonNode.class);

    private final Path file;

    public TimedLines(Path file) {
        this.file = file;
    }

    long bytes() {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Returns the position, in bytes, of the first line with this time or a later one. Uses bisection. */
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

    /**
     * Returns the time of the first line that begins at or after a position in bytes; {@link Long#MAX_VALUE} if there
     * is none.
     */
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

    /** Returns the beginning of the first line that begins at or after a position. */
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
     * Reads the lines that begin in a range of bytes; {@code fromByte} must be the beginning of a line. Reading ends at
     * an incomplete line.
     */
    void forEach(long fromByte, long toByte, Consumer<JsonNode> action) {
        if (fromByte >= Math.min(toByte, bytes())) {
            return;
        }
        try (ByteLines lines = new ByteLines(file, fromByte)) {
            while (lines.position() < toByte && lines.next()) {
                JsonNode content = parse(lines);
                if (content == null) {
                    return;
                }
                action.accept(content);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static JsonNode parse(ByteLines lines) throws IOException {
        try {
            return JSON.readTree(lines.buffer(), lines.start(), lines.length());
        } catch (JsonProcessingException e) {
            return null;
        }
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

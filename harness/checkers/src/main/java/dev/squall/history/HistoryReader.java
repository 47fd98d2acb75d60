package dev.squall.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads histories in Jepsen's EDN: a sequence of operation maps, or one vector or list of operation maps. The text's
 * order is real-time order. {@code :index} and {@code :time} may be missing; a missing index is the position. Tags,
 * such as {@code #jepsen.history.Op}, are dropped. The reader also checks the structure: each completion follows its
 * invocation, and a process has at most one open invocation.
 */
public final class HistoryReader {

    private static final long MAX_BYTES = Integer.MAX_VALUE - 16;

    private final EdnScanner scanner;
    private final OperationReader operationReader;
    private final HistoryBuilder builder;
    private final boolean cutAllowed;

    private HistoryReader(byte[] text, boolean cutAllowed) {
        Utf8.require(text);
        this.scanner = new EdnScanner(text);
        this.builder = new HistoryBuilder(scanner::where);
        this.operationReader = new OperationReader(scanner, builder);
        this.cutAllowed = cutAllowed;
    }

    /**
     * Returns the history in a file.
     *
     * @throws HistoryFormatException if the file holds no history; the message begins with line and column
     * @throws IOException if the file cannot be read
     */
    public static History read(Path file) throws IOException {
        return parse(bytesOf(file));
    }

    /** Returns the history in a text. */
    public static History parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the history in UTF-8 bytes. */
    public static History parse(byte[] text) {
        return new HistoryReader(text, false).readAll().history();
    }

    /**
     * Returns the history in a file whose writer may have been killed; an incomplete last line is dropped. The file
     * must be a sequence of operation maps; a vector without its end is malformed.
     */
    public static HistoryBuilder.Reading readCut(Path file) throws IOException {
        return parseCut(bytesOf(file));
    }

    /** Returns the history in UTF-8 bytes; an incomplete last line is dropped, as by {@link #readCut}. */
    public static HistoryBuilder.Reading parseCut(byte[] text) {
        return new HistoryReader(text, true).readAll();
    }

    /**
     * Returns the operation in one line of a history that has one operation a line; empty for a line of white space or
     * a comment. The operation's index is its {@code :index}, or {@link HistoryBuilder#NO_INDEX}.
     *
     * @throws HistoryFormatException if the line is not one operation, or its process has a name other than
     *     {@code :nemesis}, which only a whole history can number
     */
    public static Optional<Operation> parseLine(String line) {
        EdnScanner scanner = new EdnScanner(line.getBytes(StandardCharsets.UTF_8));
        OperationReader reader = new OperationReader(scanner, new HistoryBuilder(scanner::where));
        if (reader.skipToOperation() == EdnScanner.END) {
            return Optional.empty();
        }
        Operation operation = reader.read(0);
        if (reader.skipToOperation() != EdnScanner.END) {
            throw new HistoryFormatException("found more behind an operation, expected one operation a line");
        }
        if (operation.process() < Operation.NEMESIS) {
            throw new HistoryFormatException("found a process with a name, expected a whole number or :nemesis in a"
                    + " history that is read in splits");
        }
        return Optional.of(operation.withIndex(reader.index()));
    }

    private static byte[] bytesOf(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new HistoryFormatException(
                    file + ": found " + size + " bytes, expected at most " + MAX_BYTES + "; split it by key");
        }
        return Files.readAllBytes(file);
    }

    private HistoryBuilder.Reading readAll() {
        boolean truncated = false;
        int b = operationReader.skipToOperation();
        if (b == '[' || b == '(') {
            readCollection(b == '[' ? ']' : ')');
        } else {
            while (b != EdnScanner.END && !truncated) {
                truncated = !readOne();
                b = operationReader.skipToOperation();
            }
        }
        return builder.build(truncated);
    }

    /** Reads one operation. Returns false if the operation is an incomplete last line and the caller allows one. */
    private boolean readOne() {
        int start = scanner.position();
        Operation operation;
        try {
            operation = operationReader.read(builder.size());
        } catch (HistoryFormatException malformed) {
            if (cutAllowed && scanner.peek() == EdnScanner.END && !scanner.lineEndsAfter(start)) {
                return false;
            }
            throw malformed;
        }
        builder.add(operation, operationReader.index(), start);
        return true;
    }

    private void readCollection(int close) {
        int start = scanner.position();
        String expected = "an operation, or the " + (char) close + " of the history";
        scanner.advance();
        int b = operationReader.skipToOperation();
        while (b != close) {
            if (b == EdnScanner.END) {
                throw scanner.unfinished(start, "a history", "its " + (char) close);
            }
            if (b != '{') {
                throw scanner.failure(scanner.position(), expected);
            }
            int place = scanner.position();
            Operation operation = operationReader.read(builder.size());
            builder.add(operation, operationReader.index(), place);
            b = operationReader.skipToOperation();
        }
        scanner.advance();
        if (operationReader.skipToOperation() != EdnScanner.END) {
            throw scanner.failure(scanner.position(), "nothing behind the end of the history");
        }
    }
}

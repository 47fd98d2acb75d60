package dev.squall.history.format;

import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Utf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads histories in all formats: Jepsen's EDN (with keys in values or in {@code :key}), Jepsen's {@code history.txt}
 * and console logs, and JSON; each plain or compressed by gzip.
 *
 * <p>The first operation in the text determines the format. The format's reader then rejects the text if any line that
 * may be an operation is malformed.
 */
public final class HistoryFormats {

    private static final long MAX_BYTES = Integer.MAX_VALUE - 16;
    private static final int MAX_QUOTED = 40;

    /** First bytes and names of formats that are not supported, for error messages. */
    private static final Map<String, String> FOREIGN = Map.of(
            "PK\u0003\u0004", "a ZIP archive",
            "BZh", "data compressed by bzip2",
            "\u00fd7zXZ", "data compressed by xz",
            "\u0028\u00b5\u002f\u00fd", "data compressed by zstd",
            "JEPSEN", "Jepsen's binary store (*.jepsen)",
            "\u00ff\u00fe", "text in UTF-16",
            "\u00fe\u00ff", "text in UTF-16");

    private HistoryFormats() {}

    /**
     * Reads the history in a file, which may also be a pipe.
     *
     * @throws HistoryFormatException if the file holds no history; the message is one sentence with the place, the text
     *     found and the text expected
     * @throws IOException if the file cannot be read
     */
    public static RecordedHistory read(Path file) throws IOException {
        return parse(bytes(file));
    }

    /** Returns the unchanged bytes of a file, which may also be a pipe. */
    public static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                return bytes(in);
            }
        }
        if (Files.size(file) > MAX_BYTES) {
            throw tooLarge();
        }
        return Files.readAllBytes(file);
    }

    /** Reads the history in a stream, as {@link #read(Path)} does, and leaves the stream open. */
    public static RecordedHistory read(InputStream in) throws IOException {
        return parse(bytes(in));
    }

    /** Returns the bytes of a stream, and leaves the stream open. */
    public static byte[] bytes(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes((int) MAX_BYTES);
        if (in.read() != -1) {
            throw tooLarge();
        }
        return bytes;
    }

    /** Reads the history in these bytes, as {@link #read(Path)} does. */
    public static RecordedHistory parse(byte[] bytes) {
        byte[] text = text(bytes);
        HistoryFormat format = formatOf(text);
        HistoryFormat.Content content = format.read(text);
        History history = KeyField.intoValues(content.reading().history());
        Optional<History> byTime =
                Optional.ofNullable(content.reading().byTime()).map(KeyField::intoValues);
        return new RecordedHistory(
                history,
                format.format(),
                lines(text),
                content.passedOver(),
                content.reading().truncated(),
                byTime,
                content.reading().notes());
    }

    /**
     * Returns the text in these bytes in UTF-8, uncompressed and without byte order mark.
     *
     * @throws HistoryFormatException if the bytes are not text in UTF-8
     */
    public static byte[] text(byte[] bytes) {
        byte[] text = withoutMark(unzipped(bytes));
        FOREIGN.forEach((start, name) -> {
            if (begins(text, start.getBytes(StandardCharsets.ISO_8859_1))) {
                throw new HistoryFormatException("line 1, column 1: found " + name + ", expected " + expected());
            }
        });
        Utf8.require(text);
        return text;
    }

    /**
     * Returns true if a text is in Jepsen's EDN.
     *
     * @param text UTF-8 without a byte order mark
     * @throws HistoryFormatException if the text is in no known format
     */
    public static boolean isEdn(byte[] text) {
        return formatOf(text) instanceof EdnFormat;
    }

    private static HistoryFormatException tooLarge() {
        return new HistoryFormatException(
                "found more than " + MAX_BYTES + " bytes, expected at most so many; split the history by key");
    }

    private static byte[] unzipped(byte[] bytes) {
        if (!begins(bytes, new byte[] {0x1f, (byte) 0x8b})) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] text = in.readNBytes((int) MAX_BYTES);
            if (in.read() != -1) {
                throw tooLarge();
            }
            return text;
        } catch (IOException e) {
            throw new HistoryFormatException(
                    "found gzip data that cannot be uncompressed (" + e.getMessage() + "), expected a whole gzip file");
        }
    }

    private static byte[] withoutMark(byte[] bytes) {
        return begins(bytes, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf})
                ? Arrays.copyOfRange(bytes, 3, bytes.length)
                : bytes;
    }

    private static boolean begins(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static int lines(byte[] text) {
        int lines = 0;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        return text.length > 0 && text[text.length - 1] != '\n' ? lines + 1 : lines;
    }

    /** Chooses the format by the first operation, skipping white space, comments and lines of other loggers. */
    private static HistoryFormat formatOf(byte[] text) {
        String start = firstToken(text);
        if (start.isEmpty() || start.matches("[\\[(]*(\\{:.?|[)\\]#^;]).*")) {
            return new EdnFormat();
        }
        if (start.matches("\\[?\\{(\"|}).*")) {
            return new JsonFormat();
        }
        List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
        for (String line : lines) {
            if (TextFormat.isLogged(line)) {
                return new TextFormat(true);
            }
            if (TextFormat.isPrinted(line)) {
                return new TextFormat(false);
            }
        }
        if (start.startsWith("[") || start.startsWith("(") || start.startsWith("{")) {
            return new EdnFormat();
        }
        String shown =
                lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
        throw new HistoryFormatException("line 1, column 1: found '"
                + shown.substring(0, Math.min(shown.length(), MAX_QUOTED)) + "', expected " + expected());
    }

    /** Returns the first four characters of the text that are not white space, comment or comma. */
    private static String firstToken(byte[] text) {
        StringBuilder token = new StringBuilder();
        int at = 0;
        while (at < text.length && token.length() < 4) {
            if (text[at] == ';') {
                while (at < text.length && text[at] != '\n') {
                    at++;
                }
            } else {
                if (text[at] > ' ' && text[at] != ',' || text[at] < 0) {
                    token.append((char) (text[at] & 0xff));
                }
                at++;
            }
        }
        return token.toString();
    }

    private static String expected() {
        return "an operation such as {:type :invoke, :process 0, :f :read, :value nil}, in Jepsen's EDN, history.txt or"
                + " console log, or in JSON";
    }
}

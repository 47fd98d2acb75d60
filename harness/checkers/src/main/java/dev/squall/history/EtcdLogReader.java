package dev.squall.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the console logs of Jepsen's early etcd tests: behind the prefix {@code INFO  jepsen.util - } a process, a
 * type, a function and a value, separated by tabs. A value {@code :timed-out} means that no result is known. Lines of
 * other loggers are passed over.
 */
public final class EtcdLogReader {

    private static final Pattern LINE = Pattern.compile(
            "INFO\\s+jepsen\\.util - (\\d{1,9}|:nemesis)\\s+(:invoke|:ok|:fail|:info)\\s+:(\\S+)\\s+(.*)");
    private static final String PREFIX = "INFO  jepsen.util - ";

    private static final int MAX_QUOTED = 80;

    private EtcdLogReader() {}

    /**
     * Returns the history in a file.
     *
     * @throws HistoryFormatException if the file holds no history; the message begins with the line
     * @throws IOException if the file cannot be read
     */
    public static History read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /** Returns the history in UTF-8 bytes. */
    public static History parse(byte[] text) {
        return parse(new String(text, StandardCharsets.UTF_8).lines().toList());
    }

    /** Returns the history in these lines. */
    public static History parse(List<String> lines) {
        List<Operation> operations = new ArrayList<>();
        OpenInvocations open = new OpenInvocations();
        for (int line = 1; line <= lines.size(); line++) {
            String text = lines.get(line - 1);
            if (text.startsWith(PREFIX)) {
                operations.add(parseLine(text, line, operations.size(), open));
            }
        }
        if (operations.isEmpty() && !lines.isEmpty()) {
            throw new HistoryFormatException("line 1: found no line of an etcd log, expected '" + PREFIX + "...'");
        }
        return History.of(operations);
    }

    private static Operation parseLine(String text, int line, int index, OpenInvocations open) {
        Matcher matcher = LINE.matcher(text);
        if (!matcher.matches()) {
            throw new HistoryFormatException("line " + line + ", column " + (PREFIX.length() + 1) + ": found '"
                    + text.substring(PREFIX.length(), Math.min(text.length(), PREFIX.length() + MAX_QUOTED))
                    + "', expected process, :invoke, :ok, :fail or :info, function and value, separated by tabs");
        }
        boolean nemesis = matcher.group(1).equals(":nemesis");
        int process = nemesis ? Operation.NEMESIS : Integer.parseInt(matcher.group(1));
        Operation.Type type =
                Operation.Type.valueOf(matcher.group(2).substring(1).toUpperCase(Locale.ROOT));
        Object value = value(matcher.group(4), matcher.start(4), line);
        Object known = value instanceof Keyword ? null : value;
        Operation operation = new Operation(index, Operation.NO_TIME, type, process, matcher.group(3), known);
        if (!nemesis) {
            accept(open, operation, line);
        }
        return operation;
    }

    private static Object value(String text, int column, int line) {
        try {
            Object value = new EdnReader(text).read();
            if (value != EdnReader.END) {
                return value;
            }
        } catch (HistoryFormatException malformed) {
            String place = "line " + line + ", behind column " + column + ": ";
            throw new HistoryFormatException(place + malformed.getMessage().replaceFirst("^line 1, ", ""));
        }
        throw new HistoryFormatException(
                "line " + line + ", column " + (column + 1) + ": found no value, expected one");
    }

    private static void accept(OpenInvocations open, Operation operation, int line) {
        try {
            open.accept(operation);
        } catch (HistoryFormatException malformed) {
            throw new HistoryFormatException("line " + line + ": " + malformed.getMessage());
        }
    }
}

package dev.squall.history.format;

import dev.squall.history.EdnReader;
import dev.squall.history.HistoryBuilder;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Operations as Jepsen prints them: process, type, function, value and perhaps an error, separated by tabs. In a
 * console log, an operation follows {@code jepsen.util - } or {@code jepsen.util: }; in {@code history.txt}, a line is
 * one operation. Lines of other loggers must not contain any of the four types. An {@code :info} of {@code :timed-out}
 * has no value.
 */
final class TextFormat implements HistoryFormat {

    private static final Pattern LOGGER = Pattern.compile("(?:^|\\s)jepsen\\.util(?:\\s+-|:)\\s+");
    private static final Pattern TYPE = Pattern.compile("(?:^|[\\s{,]):(?:invoke|ok|fail|info)(?![\\w-])");
    private static final Pattern OPERATION =
            Pattern.compile("(\"[^\"\\\\]*\"|\\S+)\\s+:(invoke|ok|fail|info)\\s+(\\S+)(?:\\s+(\\S.*))?");
    private static final String EXPECTED =
            "process, :invoke, :ok, :fail or :info, function and value, separated by tabs";
    private static final int MAX_QUOTED = 80;

    private final boolean isLog;
    private final HistoryBuilder builder = new HistoryBuilder(line -> "line " + line);
    private int passedOver;

    /** @param isLog true if the text is a console log, false if it is a {@code history.txt} */
    TextFormat(boolean isLog) {
        this.isLog = isLog;
    }

    /** Returns true if a line is an operation in a console log. */
    static boolean isLogged(String line) {
        return LOGGER.matcher(line).find() && TYPE.matcher(line).find();
    }

    /** Returns true if a line is an operation as in {@code history.txt}. */
    static boolean isPrinted(String line) {
        return OPERATION.matcher(line.strip()).matches();
    }

    @Override
    public String format() {
        return isLog ? "Jepsen's console log" : "Jepsen's history.txt";
    }

    @Override
    public Content read(byte[] text) {
        List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
        for (int line = 1; line <= lines.size(); line++) {
            readLine(lines.get(line - 1), line);
        }
        return new Content(builder.build(false), passedOver);
    }

    private void readLine(String text, int line) {
        Matcher logger = LOGGER.matcher(text);
        boolean isLogged = isLog && logger.find();
        String operation = isLogged ? text.substring(logger.end()) : text;
        boolean isNoise = isLog && !isLogged && !TYPE.matcher(operation).find();
        if (isNoise || operation.isBlank()) {
            passedOver++;
            return;
        }
        Matcher matcher = OPERATION.matcher(operation.strip());
        if (isLog && !isLogged || !matcher.matches()) {
            String shown = operation.strip();
            String place = isLogged ? ", column " + (logger.end() + 1) : "";
            throw new HistoryFormatException("line " + line + place + ": found '"
                    + shown.substring(0, Math.min(shown.length(), MAX_QUOTED)) + "', expected "
                    + (isLog ? "no operation outside of jepsen.util, and there " : "") + EXPECTED);
        }
        add(matcher, line);
    }

    private void add(Matcher matcher, int line) {
        Operation.Type type = Operation.Type.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
        Object process = edn(matcher.group(1), line, "process");
        Object function = edn(matcher.group(3), line, "function");
        if (!(function instanceof Keyword || function instanceof String || function == null)) {
            throw new HistoryFormatException(
                    "line " + line + ": found the function " + matcher.group(3) + ", expected a keyword such as :read");
        }
        String rest = matcher.group(4) == null ? "nil" : matcher.group(4);
        EdnReader valueReader = new EdnReader(rest);
        Object value = edn(valueReader, rest, line, "value");
        // A tab separates the value from the error, which need not be EDN.
        String error = valueReader.rest();
        if (!error.isBlank() && !error.startsWith("\t")) {
            throw new HistoryFormatException("line " + line + ": found '"
                    + error.substring(0, Math.min(error.length(), MAX_QUOTED))
                    + "' behind the value, expected a tab before"
                    + " an error");
        }
        boolean isUnknown = type == Operation.Type.INFO && new Keyword("timed-out").equals(value);
        Map<String, Object> extras = error.isBlank() ? Map.of() : Map.of("error", error.substring(1));
        String name = function instanceof Keyword keyword ? keyword.name() : function == null ? "" : (String) function;
        int number;
        try {
            number = builder.process(process);
        } catch (IllegalArgumentException unfit) {
            throw new HistoryFormatException(
                    "line " + line + ": found the process " + matcher.group(1) + ", expected " + unfit.getMessage());
        }
        if (name.isEmpty() && number >= 0) {
            throw new HistoryFormatException("line " + line + ": found no function, expected " + EXPECTED);
        }
        builder.add(
                new Operation(builder.size(), Operation.NO_TIME, type, number, name, isUnknown ? null : value, extras),
                HistoryBuilder.NO_INDEX,
                line);
    }

    private static Object edn(String text, int line, String what) {
        EdnReader reader = new EdnReader(text);
        Object value = edn(reader, text, line, what);
        if (!reader.rest().isBlank()) {
            throw notOne(text, line, what);
        }
        return value;
    }

    private static Object edn(EdnReader reader, String text, int line, String what) {
        try {
            Object value = reader.read();
            if (value != EdnReader.END) {
                return value;
            }
        } catch (HistoryFormatException malformed) {
            throw new HistoryFormatException("line " + line + ": in the " + what + ", "
                    + malformed.getMessage().replaceFirst("^line 1, ", ""));
        }
        throw notOne(text, line, what);
    }

    private static HistoryFormatException notOne(String text, int line, String what) {
        return new HistoryFormatException("line " + line + ": found '"
                + text.substring(0, Math.min(text.length(), MAX_QUOTED)) + "', expected one value as the " + what);
    }
}

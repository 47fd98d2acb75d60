package dev.squall.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reader of EDN's two built-in tags, {@code #inst} and {@code #uuid}, by the rules of Clojure's reader. */
final class EdnTag {

    private static final Pattern INSTANT = Pattern.compile(
            "(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)(?:T(\\d\\d)(?::(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9})\\d*)?)?)?)?)?)?"
                    + "(?:Z|([-+])(\\d\\d):(\\d\\d))?");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'-00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EdnTag() {}

    /** Returns the tagged value: an instant, a UUID, or a {@link Tagged} for any other tag. */
    static Object of(EdnScanner scanner, int start, String tag, Object value) {
        if (tag.equals("inst")) {
            return instant(scanner, start, value);
        }
        if (tag.equals("uuid")) {
            if (value instanceof String text && UUID_TEXT.matcher(text).matches()) {
                return UUID.fromString(text);
            }
            throw scanner.failure(start, "a UUID such as #uuid \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"");
        }
        return new Tagged(tag, value);
    }

    private static Instant instant(EdnScanner scanner, int start, Object value) {
        Matcher part = INSTANT.matcher(value instanceof String text ? text : "");
        if (part.matches()) {
            try {
                int nanos = part.group(7) == null ? 0 : Integer.parseInt((part.group(7) + "00000000").substring(0, 9));
                int offset = (part.group(8) == null || part.group(8).equals("+") ? 1 : -1)
                        * (number(part, 9, 0) * 60 + number(part, 10, 0));
                return LocalDateTime.of(
                                number(part, 1, 0),
                                number(part, 2, 1),
                                number(part, 3, 1),
                                number(part, 4, 0),
                                number(part, 5, 0),
                                number(part, 6, 0),
                                nanos)
                        .minusMinutes(offset)
                        .toInstant(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.MILLIS);
            } catch (DateTimeException e) {
                throw scanner.failure(start, "an instant that exists");
            }
        }
        throw scanner.failure(start, "an instant such as #inst \"2020-01-31T12:30:00.000Z\"");
    }

    private static int number(Matcher matcher, int group, int otherwise) {
        return matcher.group(group) == null ? otherwise : Integer.parseInt(matcher.group(group));
    }

    /** Returns the text of an instant in EDN's {@code #inst} format. */
    static String textOf(Instant instant) {
        return FORMAT.format(instant);
    }
}

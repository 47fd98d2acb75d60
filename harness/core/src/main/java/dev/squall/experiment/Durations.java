package dev.squall.experiment;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in text form, such as {@code 30s}, {@code 500ms}, {@code 2m}; a number without unit is in seconds. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ms|s|m|h)?");
    private static final Map<String, Double> UNIT_MILLIS = Map.of("ms", 1.0, "s", 1e3, "m", 6e4, "h", 3.6e6);

    private Durations() {}

    /**
     * Parses a duration from 1 ms to {@link Experiment#LONGEST_MILLIS}.
     *
     * @throws IllegalArgumentException if the text is no valid duration; the message is one sentence
     */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration; expected one such as 30s, 500ms or 2m");
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        long millis = Math.round(Double.parseDouble(matcher.group(1)) * UNIT_MILLIS.get(unit));
        if (millis > Experiment.LONGEST_MILLIS) {
            throw new IllegalArgumentException("'" + text + "' is too long; expected at most 8760h");
        }
        if (millis < 1) {
            throw new IllegalArgumentException("'" + text + "' is too short; expected at least 1ms");
        }
        return Duration.ofMillis(millis);
    }

    /** Returns a duration in the form that {@link #parse} reads. */
    public static String format(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}

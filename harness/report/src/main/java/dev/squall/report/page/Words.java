package dev.squall.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A sentence in which some parts are quoted from a run. */
public final class Words {

    private static final List<String> UNITS = List.of("ns", "\u00b5s", "ms", "s");

    private record Part(String text, boolean quoted) {}

    private final List<Part> parts = new ArrayList<>();

    public Words say(String text) {
        parts.add(new Part(text, false));
        return this;
    }

    public Words quote(String text) {
        parts.add(new Part(text, true));
        return this;
    }

    /** For a terminal: what is quoted stands in backquotes. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        parts.forEach(part -> out.append(part.quoted() ? "`" + part.text() + "`" : part.text()));
        return out.toString();
    }

    /** For a page: what is quoted is code. */
    public String toHtml() {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            String text = Html.escape(part.text());
            out.append(part.quoted() ? "<code>" + text + "</code>" : text);
        }
        return out.toString();
    }

    /** A length of time, in the largest unit of which it holds at least one, with two or three digits that matter. */
    public static String duration(long nanos) {
        int unit = 0;
        double amount = nanos;
        while (unit < UNITS.size() - 1 && Math.abs(amount) >= 1_000) {
            amount /= 1_000;
            unit++;
        }
        boolean isWhole = unit == 0 || Math.abs(amount) >= 10 && unit < UNITS.size() - 1;
        String format = isWhole ? "%.0f " : Math.abs(amount) < 10 && unit == UNITS.size() - 1 ? "%.2f " : "%.1f ";
        return String.format(Locale.ROOT, format, amount) + UNITS.get(unit);
    }
}

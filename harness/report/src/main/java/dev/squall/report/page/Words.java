package dev.squall.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sentence with some parts quoted from a run. */
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

    /** Returns the sentence for a terminal, with quoted parts in backquotes. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        parts.forEach(part -> out.append(part.quoted() ? "`" + part.text() + "`" : part.text()));
        return out.toString();
    }

    /** Returns the sentence as HTML, with quoted parts as code elements. */
    public String toHtml() {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            String text = Html.escape(part.text());
            out.append(part.quoted() ? "<code>" + text + "</code>" : text);
        }
        return out.toString();
    }

    /** Returns a duration with two or three significant digits, in the largest unit in which it is at least 1. */
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

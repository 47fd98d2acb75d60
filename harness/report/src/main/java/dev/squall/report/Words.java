package dev.squall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A sentence in which some parts are quoted from a run. */
final class Words {

    private record Part(String text, boolean quoted) {}

    private final List<Part> parts = new ArrayList<>();

    Words say(String text) {
        parts.add(new Part(text, false));
        return this;
    }

    Words quote(String text) {
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
    String toHtml() {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            String text = Html.escape(part.text());
            out.append(part.quoted() ? "<code>" + text + "</code>" : text);
        }
        return out.toString();
    }

    /** A length of time, with three digits that matter. */
    static String duration(double millis) {
        if (millis >= 1000) {
            return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1000);
        }
        return String.format(Locale.ROOT, millis < 1 ? "%.3f ms" : millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
}

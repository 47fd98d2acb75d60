package dev.squall.report.index;

import dev.squall.report.page.Html;
import java.util.Map;

/** Signs with words for outcomes, which can be distinguished without colours and work with screen readers. */
final class Marks {

    private static final Map<String, String> SIGNS = Map.of(
            "valid",
            "\u2713",
            "violation",
            "\u2717",
            "unknown",
            "?",
            "vacuous",
            "\u2205",
            "error",
            "!",
            "interrupted",
            "\u2026",
            RunEntry.UNDER_WAY,
            "\u25b6",
            RunEntry.NOT_JUDGED,
            "\u2013");

    private Marks() {}

    /** Returns the sign and the word of an outcome. */
    static String words(String outcome) {
        return "<span class=\"mark " + style(outcome) + "\"><span aria-hidden=\"true\">" + sign(outcome) + "</span> "
                + Html.escape(outcome) + "</span>";
    }

    /** Returns the linked sign of an outcome; the words are its accessible name. */
    static String linked(String outcome, String href, String words) {
        return "<a class=\"mark " + style(outcome) + "\" href=\"" + Html.escape(href) + "\" title=\""
                + Html.escape(words) + "\" aria-label=\"" + Html.escape(words) + "\">" + sign(outcome) + "</a>";
    }

    private static String sign(String outcome) {
        return SIGNS.getOrDefault(outcome, "\u2013");
    }

    private static String style(String outcome) {
        return SIGNS.containsKey(outcome) ? "is-" + outcome.replace(' ', '-') : "is-not-judged";
    }
}

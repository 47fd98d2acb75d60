package dev.squall.report.index;

import dev.squall.report.page.Html;
import dev.squall.report.page.Section;
import java.util.List;
import java.util.Locale;

/** Section with a list of all runs of a folder, latest first. */
final class RunListSection {

    private static final int WORDS_MAX = 160;

    private RunListSection() {}

    static Section of(List<RunEntry> runs) {
        StringBuilder html = new StringBuilder();
        html.append("<p><label>Show those with <input type=\"search\" id=\"runs-filter\"")
                .append(" placeholder=\"such as raft violation\"></label>")
                .append(" <output id=\"runs-count\" for=\"runs-filter\">")
                .append(String.format(Locale.ROOT, "%,d runs", runs.size()))
                .append("</output></p>\n")
                .append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Runs\">\n<table>\n")
                .append("<thead><tr><th>Outcome</th><th>Run</th><th>World</th><th>Workload</th><th>Faults</th>")
                .append("<th>Seed</th><th>Half within</th><th>What was found</th></tr></thead>\n")
                .append("<tbody id=\"runs-rows\">\n");
        runs.forEach(run -> html.append(row(run)));
        html.append("</tbody>\n</table>\n</div>\n");
        return new Section("runs", "Runs", html.toString(), List.of());
    }

    private static String row(RunEntry run) {
        String name = run.title();
        String link = run.hasPage()
                ? "<a href=\"" + Html.escape(run.href()) + "\">" + Html.escape(name) + "</a>"
                : Html.escape(name);
        return "<tr data-run=\"" + Html.escape(run.path()) + "\"><td>" + Marks.words(run.outcome()) + "</td><td>"
                + link + "</td>" + cell(run.world()) + cell(run.workload())
                + cell(String.join(", ", run.faults())) + cell(run.seed())
                + cell(latency(run.latencyMillis("p50"))) + cell(shortened(run.complaint())) + "</tr>\n";
    }

    static String latency(double millis) {
        return Double.isNaN(millis) ? "" : String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    private static String shortened(String text) {
        return text.length() <= WORDS_MAX ? text : text.substring(0, WORDS_MAX) + "\u2026";
    }

    static String cell(String text) {
        return "<td>" + Html.escape(text) + "</td>";
    }
}

package dev.squall.report.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.report.index.RunsFolder.SuiteEntry;
import dev.squall.report.page.Html;
import dev.squall.report.page.Section;
import dev.squall.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Section with the results of a suite: a table of its cells by the times at which the suite was run. The summaries
 * suffice; a cell leads to its run if the run is kept.
 */
public final class SuitesSection {

    public static final String SUMMARY_FILE = "summary.json";
    public static final int SUMMARY_FORMAT = 1;

    /** Number of suite runs shown: the nights of a month. */
    private static final int TIMES_MAX = 30;

    private final Path root;

    private SuitesSection(Path root) {
        this.root = root;
    }

    static Section of(RunsFolder folder) {
        Map<String, List<SuiteEntry>> byName = new TreeMap<>();
        for (SuiteEntry suite : folder.suites()) {
            byName.computeIfAbsent(suite.summary().path("suite").asText(), unseen -> new ArrayList<>())
                    .add(suite);
        }
        StringBuilder html = new StringBuilder();
        SuitesSection section = new SuitesSection(folder.path());
        byName.forEach(
                (name, times) -> html.append(section.suite(name, times.subList(0, Math.min(TIMES_MAX, times.size())))));
        return new Section("suites", "Suites", html.toString(), List.of());
    }

    /** @param times summaries of the suite runs, latest first, so that a wide table begins with the last night */
    private String suite(String name, List<SuiteEntry> times) {
        Map<String, Map<SuiteEntry, JsonNode>> byCell = new LinkedHashMap<>();
        for (SuiteEntry time : times) {
            time.summary().path("cells").forEach(cell -> byCell.computeIfAbsent(
                            words(cell.path("labels")), unseen -> new LinkedHashMap<>())
                    .put(time, cell));
        }
        StringBuilder html = new StringBuilder("<h3>" + Html.escape(name) + "</h3>\n");
        html.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Suite " + Html.escape(name)
                + "\">\n<table>\n<thead><tr><th>Cell</th>");
        times.forEach(time -> html.append("<th>" + Html.escape(begun(time)) + "<br>"
                + Marks.words(time.summary().path("outcome").asText()) + "</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        byCell.forEach((cell, results) -> {
            html.append("<tr><th scope=\"row\">" + Html.escape(cell) + "</th>");
            times.forEach(time -> html.append("<td>" + result(time, results.get(time), cell) + "</td>"));
            html.append("</tr>\n");
        });
        return html.append("</tbody>\n</table>\n</div>\n").toString();
    }

    private static String begun(SuiteEntry time) {
        return time.summary().path("begun").asText().replaceAll("T(\\d\\d:\\d\\d).*", " $1");
    }

    private static String words(JsonNode labels) {
        return String.join(
                " / ",
                labels.path("experiment").asText(),
                labels.path("system").asText(),
                labels.path("world").asText(),
                labels.path("faults").asText());
    }

    private String result(SuiteEntry time, JsonNode cell, String words) {
        if (cell == null) {
            return "";
        }
        List<JsonNode> runs = StreamSupport.stream(time.summary().path("runs").spliterator(), false)
                .filter(run -> words(run.path("labels")).equals(words))
                .toList();
        List<String> parts = new ArrayList<>();
        cell.path("counts").properties().forEach(entry -> parts.add(entry.getValue() + " " + entry.getKey()));
        int caught = indexOfViolation(runs);
        if (caught >= 0) {
            parts.add("first in run " + (caught + 1) + " of its seeds");
        }
        long flaky = runs.stream()
                .filter(run -> run.path("reproducibility").asText().equals("flaky"))
                .count();
        if (flaky > 0) {
            parts.add(flaky + " flaky");
        }
        String said = String.join(", ", parts);
        String outcome = cell.path("outcome").asText();
        return worstPage(time, runs, outcome)
                        .map(href -> Marks.linked(
                                outcome, href, String.format(Locale.ROOT, "%s: %s, %s", words, outcome, said)))
                        .orElseGet(() -> Marks.words(outcome))
                + " <small>" + Html.escape(said) + "</small>";
    }

    private static int indexOfViolation(List<JsonNode> runs) {
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).path("outcome").asText().equals("violation")) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the report page of the first run with the same outcome as its cell; empty if that run was not saved. */
    private Optional<String> worstPage(SuiteEntry time, List<JsonNode> runs, String outcome) {
        return runs.stream()
                .filter(run -> run.path("outcome").asText().equals(outcome))
                .map(run -> run.path("folder").asText())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> time.path() + "/" + folder)
                .filter(folder -> isKept(folder))
                .findFirst()
                .map(folder -> Html.href(folder + "/" + RunFolder.REPORT_FILE));
    }

    private boolean isKept(String folder) {
        Path resolved = root.resolve(folder).normalize();
        return resolved.startsWith(root.normalize()) && Files.isDirectory(resolved);
    }
}

package dev.squall.report.index;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.report.page.Columns;
import dev.squall.report.page.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Section that compares two runs, which the reader chooses in the page: settings, verdicts, effects of faults, and
 * speed.
 */
final class ComparisonSection {

    private ComparisonSection() {}

    static Section of(List<RunEntry> runs) {
        if (runs.size() < 2) {
            return new Section("compare", "Comparison", "<p>It takes two runs to compare.</p>\n", List.of());
        }
        String html = "<p class=\"choices\">" + choice("compare-a", "One run") + choice("compare-b", "Another run")
                + "</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Comparison\">"
                + "<table id=\"compare-table\" aria-live=\"polite\"></table></div>\n";
        Columns data = new Columns("compare")
                .texts("path", runs.stream().map(RunEntry::path).toList())
                .texts("href", runs.stream().map(RunEntry::href).toList())
                .texts("facts", runs.stream().map(run -> json(facts(run))).toList());
        return new Section("compare", "Comparison", html, List.of(data));
    }

    private static String choice(String id, String words) {
        return "<label>" + words + " <select id=\"" + id + "\"></select></label> ";
    }

    /** Returns the facts about a run by name, in display order. */
    private static Map<String, String> facts(RunEntry run) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("outcome", run.outcome());
        run.experiment().properties().forEach(entry -> facts.put(entry.getKey(), text(entry.getValue())));
        facts.put("version", run.record().path("version").asText());
        facts.put("commit", run.record().path("commit").asText());
        for (JsonNode checked : run.verdict().path("verdicts")) {
            facts.put(
                    "checker " + checked.path("checker").asText(),
                    checked.path("validity").asText() + ": "
                            + checked.path("summary").asText());
        }
        for (JsonNode fault : run.verdict().path("faults")) {
            facts.put(
                    "fault " + fault.path("fault").asText(),
                    fault.path("evidence").asText());
        }
        for (String quantile : List.of("p50", "p95", "p99", "max")) {
            facts.put("latency " + quantile, RunListSection.latency(run.latencyMillis(quantile)));
        }
        return facts;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String json(Map<String, String> facts) {
        return RunsFolder.JSON.valueToTree(facts).toString();
    }
}

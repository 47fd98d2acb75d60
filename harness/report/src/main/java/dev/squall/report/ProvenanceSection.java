package dev.squall.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.report.page.Html;
import dev.squall.report.page.Section;
import dev.squall.report.recorded.RunRecord;
import java.util.List;
import java.util.Map;

/** Section about the origin of a run: experiment, versions, and the command that repeats the run. */
final class ProvenanceSection {

    private ProvenanceSection() {}

    static Section of(RunRecord run) {
        StringBuilder out = new StringBuilder();
        String command = run.experiment().path("command").asText();
        if (!command.isEmpty()) {
            out.append("<p>The line that repeats it:</p>\n<pre id=\"repeat\">")
                    .append(Html.escape(command))
                    .append("</pre>\n");
        }
        out.append("<dl>\n");
        run.experiment().properties().forEach(entry -> {
            if (!entry.getKey().equals("command") && !entry.getKey().equals("experiment")) {
                append(out, entry);
            }
        });
        run.experiment().path("experiment").properties().forEach(entry -> append(out, entry));
        String title = run.experiment().has("experiment") ? "What was run" : "What was checked";
        return new Section("provenance", title, out + "</dl>\n", List.of());
    }

    private static void append(StringBuilder out, Map.Entry<String, JsonNode> entry) {
        JsonNode value = entry.getValue();
        if (!value.isContainerNode() || !value.isEmpty()) {
            out.append("<div><dt>").append(Html.escape(words(entry.getKey()))).append("</dt><dd>");
            out.append(Html.escape(text(value))).append("</dd></div>\n");
        }
    }

    /** Returns a name in words, such as {@code time limit millis} for {@code timeLimitMillis}. */
    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.isValueNode() ? value.asText() : value.toString();
        }
        StringBuilder out = new StringBuilder();
        value.forEach(item -> out.append(out.isEmpty() ? "" : ", ").append(item.asText()));
        return out.toString();
    }
}

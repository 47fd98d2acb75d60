package dev.squall.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.history.ClientOperation;
import dev.squall.report.page.Html;
import dev.squall.report.page.HtmlTable;
import dev.squall.report.page.Section;
import dev.squall.report.page.Words;
import dev.squall.report.recorded.Calls;
import dev.squall.report.recorded.RunRecord;
import dev.squall.report.recorded.Violation;
import dev.squall.report.recorded.ViolationWords;
import dev.squall.run.RunLock;
import java.util.List;
import java.util.Locale;

/** Section about the result of a run: the outcome in words, the verdicts, and the faults with their effects. */
final class VerdictSection {

    private final RunRecord run;
    private final Calls calls;
    private final List<Violation> violations;

    private VerdictSection(RunRecord run, Calls calls, List<Violation> violations) {
        this.run = run;
        this.calls = calls;
        this.violations = violations;
    }

    static Section of(RunRecord run, Calls calls, List<Violation> violations) {
        VerdictSection section = new VerdictSection(run, calls, violations);
        return new Section("verdict", "Verdict", section.html(), List.of());
    }

    private String html() {
        StringBuilder out = new StringBuilder(headline());
        run.notes().forEach(note -> out.append("<p class=\"note\">")
                .append(Html.escape(note))
                .append("</p>\n"));
        for (Violation violation : violations) {
            out.append(violation(violation));
        }
        JsonNode verdict = run.verdict();
        if (verdict.has("stopped")) {
            out.append(stopped(verdict.path("stopped")));
        }
        if (!verdict.path("vacuous").isEmpty()) {
            out.append("<p>It proves nothing, since:</p>\n<ul>");
            verdict.path("vacuous").forEach(reason -> out.append("<li>")
                    .append(Html.escape(reason.asText()))
                    .append("</li>"));
            out.append("</ul>\n");
        }
        if (verdict.has("verdicts")) {
            out.append(checkers(verdict.path("verdicts")));
        }
        if (verdict.has("faults")) {
            out.append(faults(verdict.path("faults")));
        }
        return out.toString();
    }

    private String headline() {
        String outcome = run.verdict().path("outcome").asText();
        String words =
                switch (outcome) {
                    case "" -> unjudged();
                    case "valid" -> "Everything that was checked was kept.";
                    case "violation" -> violations.size() == 1 ? "" : violations.size() + " properties were broken.";
                    case "unknown" -> "Nothing was found broken, but not all could be decided.";
                    case "error" -> "A verdict is not borne out by its proof: a defect of the harness.";
                    default -> "";
                };
        String shown = outcome.isEmpty() ? "not judged" : outcome;
        return "<p class=\"outcome " + (outcome.isEmpty() ? "none" : Html.escape(outcome)) + "\"><strong>"
                + Html.escape(shown.toUpperCase(Locale.ROOT)) + "</strong> " + Html.escape(words) + "</p>\n";
    }

    private String unjudged() {
        String reason =
                switch (RunLock.state(run.folder())) {
                    case UNDER_WAY -> "There is no verdict yet: the run is under way.";
                    case KILLED -> "There is no verdict: the process that recorded the run was killed.";
                    case LEFT -> "There is no verdict: the run failed or was interrupted before it was judged.";
                    case UNCERTAIN ->
                        "There is no verdict: the run is under way, or it was interrupted or failed before it was"
                                + " judged.";
                };
        return reason + " What was recorded so far is below; ./squall check on its folder judges that.";
    }

    private String violation(Violation violation) {
        ViolationWords words = new ViolationWords(calls);
        StringBuilder out = new StringBuilder("<p class=\"sentence\">");
        out.append(words.sentence(violation).toHtml()).append("</p>\n");
        words.remainder(violation)
                .ifPresent(more -> out.append("<p>").append(more.toHtml()).append("</p>\n"));
        if (!violation.cycle().isEmpty()) {
            out.append(CycleDrawing.html(violation.cycle()));
        }
        if (!violation.calls().isEmpty()) {
            out.append(operations(violation));
        }
        return out.toString();
    }

    private String operations(Violation violation) {
        HtmlTable table = new HtmlTable(
                violation.checker() + ": the operations that show it",
                List.of("operation", "node", "process", "began (ms)", "ended (ms)", "request", "answer"));
        for (int position : violation.calls()) {
            ClientOperation call = calls.get(position);
            boolean isLast =
                    violation.unplaceable().filter(last -> last == position).isPresent();
            String mark = isLast ? " <strong>(has no place)</strong>" : "";
            table.row(
                    isLast ? "unplaceable" : "",
                    List.of(
                            "<a href=\"#history\" data-operation=\""
                                    + call.invocation().index() + "\">"
                                    + call.index() + "</a>" + mark,
                            Html.escape(Calls.node(call)),
                            String.valueOf(call.process()),
                            millis(Calls.millis(call.invocation())),
                            call.completion() == null ? "never" : millis(Calls.millis(call.completion())),
                            code(calls.request(call)),
                            call.isOk()
                                    ? code(calls.result(call).isEmpty() ? "ok" : calls.result(call))
                                    : call.outcome().name().toLowerCase(Locale.ROOT)));
        }
        return table.html();
    }

    private static String stopped(JsonNode stop) {
        return "<p>The run was stopped at operation " + stop.path("operation").asLong() + ", after "
                + Html.escape(Words.duration(stop.path("timeNanos").asLong())) + ", by "
                + Html.escape(stop.path("checker").asText()) + ": "
                + Html.escape(stop.path("summary").asText()) + "</p>\n";
    }

    private static String checkers(JsonNode verdicts) {
        HtmlTable table = new HtmlTable("What was checked", List.of("checker", "verdict", "in words"));
        for (JsonNode verdict : verdicts) {
            String validity = verdict.path("validity").asText();
            String anomaly = verdict.path("anomaly").asText();
            String proof = verdict.path("proof").path("words").asText();
            table.row(
                    validity,
                    List.of(
                            Html.escape(verdict.path("checker").asText()),
                            "<strong>" + Html.escape(validity) + "</strong>",
                            (anomaly.isEmpty() ? "" : "<strong>" + Html.escape(anomaly) + "</strong>: ")
                                    + Html.escape(verdict.path("summary").asText())
                                    + (proof.isEmpty() ? "" : "<br>Proof " + Html.escape(proof))));
        }
        return table.html();
    }

    private static String faults(JsonNode faults) {
        if (faults.isEmpty()) {
            return "<p>No faults were injected.</p>\n";
        }
        HtmlTable table = new HtmlTable(
                "Faults that were injected, and the evidence of their effects",
                List.of("fault", "injected", "effect", "evidence"));
        for (JsonNode fault : faults) {
            boolean hasEffect = RunRecord.effects(fault).asLong() > 0;
            table.row(
                    hasEffect ? "" : "unknown",
                    List.of(
                            Html.escape(fault.path("fault").asText()),
                            fault.path("injections").asLong() + " times",
                            hasEffect ? "seen" : "<strong>none</strong>",
                            Html.escape(fault.path("evidence").asText())));
        }
        return table.html();
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.3f", millis);
    }

    private static String code(String text) {
        return "<code>" + Html.escape(text) + "</code>";
    }
}

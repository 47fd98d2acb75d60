package dev.squall.report.story;

import dev.squall.report.page.Html;
import dev.squall.report.page.Section;
import dev.squall.report.recorded.Calls;
import dev.squall.report.recorded.RunRecord;
import dev.squall.report.recorded.Violation;
import dev.squall.system.Claim;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Section with the story of a caught flaw: the claim with its lecture, the step that the flawed system leaves out, the
 * class that leaves it out, and the acts that lead to the violation. The reader may predict the violation before it is
 * shown.
 */
public final class StorySection {

    private StorySection() {}

    /**
     * Returns the section; empty if the run shows no violation, or its system is not a flawed one of the catalogue that
     * a claim names.
     */
    public static Optional<Section> of(RunRecord run, Calls calls, List<Violation> violations, Systems systems) {
        String name = run.experiment().path("experiment").path("system").asText();
        Optional<SystemUnderTest> system =
                systems.find(name).filter(found -> found.flaw().isPresent());
        if (system.isEmpty() || violations.isEmpty()) {
            return Optional.empty();
        }
        return systems.claims().stream()
                .filter(claim -> claim.breaks().stream()
                        .anyMatch(trial ->
                                trial instanceof Trial.Caught && trial.system().equals(name)))
                .findFirst()
                .map(claim -> new Section(
                        "story",
                        "The story",
                        html(claim, system.get(), Acts.of(run, calls, told(system.get(), violations))),
                        List.of()));
    }

    /** Returns the violation that the flaw causes, or else the first one. */
    private static Violation told(SystemUnderTest system, List<Violation> violations) {
        String anomaly = system.flaw().orElseThrow().anomaly();
        return violations.stream()
                .filter(violation -> violation.anomaly().equals(anomaly))
                .findFirst()
                .orElse(violations.get(0));
    }

    private static String html(Claim claim, SystemUnderTest system, List<Acts.Act> acts) {
        StringBuilder out = new StringBuilder("<dl>\n");
        entry(out, "The claim (lecture " + Html.escape(claim.lecture()) + ")", Html.escape(claim.statement()));
        entry(out, "What runs here", Html.escape(system.description()));
        entry(
                out,
                "What is left out, and what follows",
                Html.escape(system.flaw().orElseThrow().description()));
        system.program()
                .flatMap(program -> FlawedCode.of(program.getClass()))
                .ifPresent(code -> entry(out, "Where", where(code)));
        out.append("</dl>\n");
        if (acts.size() > 1) {
            acts(out, acts);
        }
        return out.toString();
    }

    private static void entry(StringBuilder out, String term, String html) {
        out.append("<div><dt>").append(term).append("</dt><dd>").append(html).append("</dd></div>\n");
    }

    private static String where(FlawedCode code) {
        String replaced = code.replaced().isEmpty() ? "" : ", in place of " + code(String.join(", ", code.replaced()));
        return "class " + code(code.type()) + replaced + "<br><small>" + Html.escape(code.file()) + "</small>";
    }

    private static String code(String text) {
        return "<code>" + Html.escape(text) + "</code>";
    }

    private static void acts(StringBuilder out, List<Acts.Act> acts) {
        out.append("<p>Predict before you look: play the acts up to the last but one in the space-time diagram. What")
                .append(" will go wrong?</p>\n<p class=\"steps\"></p>\n<ol id=\"acts\">\n");
        for (Acts.Act act : acts.subList(0, acts.size() - 1)) {
            act(out, act);
        }
        out.append("</ol>\n<details id=\"prediction\"><summary>Look: what went wrong</summary>\n<ol start=\"")
                .append(acts.size())
                .append("\">\n");
        act(out, acts.get(acts.size() - 1));
        out.append("</ol></details>\n");
    }

    private static void act(StringBuilder out, Acts.Act act) {
        out.append(String.format(Locale.ROOT, "<li data-millis=\"%.6f\">%.3f s: ", act.millis(), act.millis() / 1e3))
                .append(act.html())
                .append("</li>\n");
    }
}

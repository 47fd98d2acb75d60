package dev.squall.cli.print;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.explore.CallText;
import dev.squall.explore.Counterexample;
import dev.squall.explore.Exploration;
import dev.squall.explore.ExplorationResult;
import dev.squall.explore.ScheduleFile;
import dev.squall.explore.search.Search;
import dev.squall.explore.world.Scope;
import dev.squall.run.RunSummary;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Text of an exploration and its result. */
public record ExploreText(Exploration exploration, PrintWriter out) {

    /** Prints what is explored. */
    public void printScope() {
        Experiment experiment = exploration.settings().experiment();
        Scope scope = exploration.scope();
        out.printf(
                Locale.ROOT,
                "%s, workload %s, seed %d: %d nodes, up to %d losses, %d duplicates, %d crashes, %d timers a node%n",
                experiment.system(),
                experiment.workload(),
                experiment.seed(),
                experiment.nodeCount(),
                scope.losses(),
                scope.duplicates(),
                scope.crashes(),
                scope.timers());
        out.println("operations: "
                + exploration.calls().stream()
                        .flatMap(List::stream)
                        .map(CallText::write)
                        .collect(Collectors.joining("; ")));
    }

    /** @param withFile true to print the text of the file that repeats the violation */
    public void print(ExplorationResult result, boolean withFile) {
        String system = exploration.settings().experiment().system();
        Search.Counts counts = result.counts();
        out.printf(
                Locale.ROOT,
                "%s: %s, %s: %s, %,d events, at most %d in a schedule%n",
                result.outcome().word().toUpperCase(Locale.ROOT),
                system,
                counts.exhausted() ? "every schedule of the scope" : extent(result),
                counts.states() > 0
                        ? String.format(Locale.ROOT, "%,d states, %,d ends", counts.states(), counts.schedules())
                        : String.format(Locale.ROOT, "%,d schedules", counts.schedules()),
                counts.steps(),
                counts.longest());
        if (!result.end().isEmpty()) {
            out.println("  ended early: " + result.end());
        }
        if (result.unknown() > 0) {
            out.printf(Locale.ROOT, "  %,d schedules have no verdict within time and memory%n", result.unknown());
        }
        if (result.violation().isEmpty() && !result.unjudged().isEmpty()) {
            out.println("  not judged by any schedule: " + String.join(", ", result.unjudged()));
        }
        result.violation().ifPresent(found -> {
            printVerdict(found.verdict());
            out.printf(
                    "  %s %d events:%n",
                    found.isShortest()
                            ? "the shortest schedule with a violation has"
                            : "the smallest schedule found has",
                    found.steps().size());
            printSteps(found);
            if (withFile) {
                out.println("  as a file for squall explore --scenario FILE:");
                out.print(ScheduleFile.write(exploration, found));
            }
        });
        out.flush();
    }

    private static String extent(ExplorationResult result) {
        return result.violation().isPresent() ? "up to the first violation" : "not every schedule of the scope";
    }

    /** Prints a repeated schedule. */
    public void printSchedule(Outcome outcome, Counterexample schedule) {
        out.printf(
                "%s: %s, a schedule of %d events%n",
                outcome.word().toUpperCase(Locale.ROOT),
                exploration.settings().experiment().system(),
                schedule.steps().size());
        printVerdict(schedule.verdict());
        printSteps(schedule);
        out.flush();
    }

    private void printVerdict(Verdict verdict) {
        out.printf(
                "  %s %s %s%n",
                verdict.checker(), verdict.validity().name().toLowerCase(Locale.ROOT), verdict.summary());
    }

    private void printSteps(Counterexample schedule) {
        int width = schedule.steps().stream()
                .mapToInt(step -> step.event().length())
                .max()
                .orElse(0);
        for (Counterexample.Step step : schedule.steps()) {
            String padding = " ".repeat(width - step.event().length());
            out.println(("    " + step.event() + padding + "  " + step.note()).stripTrailing());
        }
    }

    /** Returns the outcome of one schedule. */
    public static Outcome outcome(Counterexample schedule) {
        Validity validity = schedule.verdict().validity();
        return switch (validity) {
            case VALID -> Outcome.VALID;
            case VIOLATION -> Outcome.VIOLATION;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    public static Map<String, Object> toJson(ExplorationResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", result.outcome().word());
        json.put("exhausted", result.counts().exhausted());
        json.put("states", result.counts().states());
        json.put("schedules", result.counts().schedules());
        json.put("events", result.counts().steps());
        json.put("longest", result.counts().longest());
        json.put("redundant", result.counts().redundant());
        json.put("end", result.end());
        json.put("unknown", result.unknown());
        json.put("unjudged", result.unjudged());
        result.violation().ifPresent(found -> json.put("violation", toJson(outcome(found), found)));
        return json;
    }

    public static Map<String, Object> toJson(Outcome outcome, Counterexample schedule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome.word());
        json.put("verdict", RunSummary.of(schedule.verdict()));
        json.put("shortest", schedule.isShortest());
        json.put(
                "steps",
                schedule.steps().stream().map(Counterexample.Step::event).toList());
        return json;
    }
}

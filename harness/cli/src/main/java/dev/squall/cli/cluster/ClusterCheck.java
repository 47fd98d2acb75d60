package dev.squall.cli.cluster;

import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.cli.check.CheckedFile;
import dev.squall.cli.print.RunText;
import dev.squall.cli.print.VerdictWriter;
import dev.squall.experiment.Outcome;
import dev.squall.history.PlainText;
import dev.squall.run.RunSummary;
import dev.squall.run.cluster.FileTotals;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Result of the check of one file on a cluster, in the words of a check on one machine.
 *
 * @param checker the checker that the machines used
 * @param keyed true if values are {@code [key value]}
 */
public record ClusterCheck(Path file, FileTotals totals, Checker checker, boolean keyed) {

    private static final String ONE_UNDECIDED = "1 of 1 keys undecided; ";

    /** Returns the verdict on the whole file. */
    public Verdict verdict() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("keys", totals.keys());
        details.put("violatingKeys", totals.violatingKeys());
        details.put("undecidedKeys", totals.undecidedKeys());
        details.put("operations", totals.operations());
        if (totals.misfit() != null) {
            return Verdict.unknown(checker.name(), totals.misfit().summary(), Map.of());
        }
        if (totals.violation() != null) {
            FileTotals.Finding shown = totals.violation();
            String others = totals.violatingKeys() == 1
                    ? ""
                    : "; " + (totals.violatingKeys() - 1) + " other keys are not linearizable either";
            return Verdict.violation(
                    checker.name(), shown.anomaly(), shown.summary() + others, shown.operations(), details);
        }
        if (totals.undecided() != null) {
            String counts = keyed ? totals.undecidedKeys() + " of " + totals.keys() + " keys undecided; " : "";
            String summary = totals.undecided().summary();
            return Verdict.unknown(
                    checker.name(),
                    counts + (summary.startsWith(ONE_UNDECIDED) ? summary.substring(ONE_UNDECIDED.length()) : summary),
                    details);
        }
        String keys = keyed ? " on " + totals.keys() + (totals.keys() == 1 ? " key" : " keys") : "";
        return Verdict.valid(
                checker.name(), totals.operations() + " operations" + keys + " have a linearization", details);
    }

    /** Returns the outcome: a valid verdict is vacuous if no operation could have shown a violation. */
    public Outcome outcome() {
        return switch (verdict().validity()) {
            case VIOLATION -> Outcome.VIOLATION;
            case UNKNOWN -> Outcome.UNKNOWN;
            case VALID -> vacuity().isEmpty() ? Outcome.VALID : Outcome.VACUOUS;
        };
    }

    private String vacuity() {
        if (totals.succeeded().isEmpty()) {
            return CheckedFile.NO_SUCCESSES;
        }
        return checker.observingFunctions().isEmpty()
                        || !Collections.disjoint(checker.observingFunctions(), totals.succeeded())
                ? ""
                : "no operation " + String.join(" or ", new TreeSet<>(checker.observingFunctions()))
                        + " succeeded, and only those show if " + checker.name() + " holds";
    }

    public void print(PrintWriter out) {
        VerdictWriter.print(outcome().word().toUpperCase(Locale.ROOT), out);
        out.println(": " + PlainText.of(file.toString()));
        RunText.printVerdict(verdict(), out);
        if (outcome() == Outcome.VACUOUS) {
            out.println("  " + vacuity());
        }
        if (outcome() == Outcome.VIOLATION) {
            out.println("  the operations that show it:");
            totals.violation().lines().forEach(line -> out.println("    " + PlainText.of(line)));
        }
        out.flush();
    }

    /** Returns the result as JSON data. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("outcome", outcome().word());
        json.put("vacuous", outcome() == Outcome.VACUOUS ? List.of(vacuity()) : List.of());
        json.put("verdicts", List.of(RunSummary.of(verdict())));
        return json;
    }
}

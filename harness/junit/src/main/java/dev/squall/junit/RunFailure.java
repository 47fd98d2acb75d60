package dev.squall.junit;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.cluster.WorldException;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Run;
import dev.squall.history.HistoryWriter;
import java.math.BigDecimal;
import java.util.Locale;

/** Why an invocation failed, in words: what was seen first, what was run, and how to see it again. */
final class RunFailure {

    private RunFailure() {}

    /**
     * Of a run that is not valid.
     *
     * @param again the command line that repeats it
     */
    static String text(Run run, String again) {
        StringBuilder text =
                new StringBuilder(head(run.experiment())).append(run.outcome().word());
        for (Verdict verdict : run.verdicts()) {
            if (verdict.validity() != Validity.VALID) {
                append(text, run, verdict);
            }
        }
        run.vacuities().forEach(reason -> text.append("\n  vacuous: ").append(reason));
        run.bites().forEach(bite -> text.append("\n  fault ")
                .append(bite.fault())
                .append(": ")
                .append(bite.evidence()));
        return text.append(tail(run.experiment(), again)).toString();
    }

    /** Of a run that failed itself. */
    static String text(Experiment experiment, RuntimeException failure, String again) {
        // What a world, or a node that refuses an option, complains of is a sentence; all else is unforeseen.
        boolean sentence = failure instanceof WorldException || failure instanceof IllegalArgumentException;
        return head(experiment) + "the run failed: " + (sentence ? failure.getMessage() : failure.toString())
                + tail(experiment, again);
    }

    private static void append(StringBuilder text, Run run, Verdict verdict) {
        text.append("\n  ").append(verdict.checker()).append(": ");
        if (verdict.validity() == Validity.VIOLATION) {
            text.append(verdict.anomaly()).append(": ");
        } else {
            text.append("unknown: ");
        }
        text.append(verdict.summary());
        for (int index : verdict.operations()) {
            StringBuilder line = new StringBuilder();
            HistoryWriter.append(line, run.history().get(index));
            text.append("\n    ").append(line.toString().stripTrailing());
        }
        if (run.proofs().containsKey(verdict.checker())) {
            text.append("\n    proof: ")
                    .append(run.proofs().get(verdict.checker()).words());
        }
    }

    private static String head(Experiment experiment) {
        return "seed " + experiment.seed() + ": ";
    }

    private static String tail(Experiment experiment, String again) {
        return String.format(
                Locale.ROOT,
                "\n  ran: %s, %s, %d nodes, %d clients, %s operations a second for %d ms; faults: %s\n  again: %s",
                experiment.system(),
                experiment.workload(),
                experiment.nodeCount(),
                experiment.concurrency(),
                BigDecimal.valueOf(experiment.ratePerSecond())
                        .stripTrailingZeros()
                        .toPlainString(),
                experiment.timeLimitMillis(),
                experiment.faults().isEmpty() ? "none" : String.join(", ", experiment.faults()),
                again);
    }
}

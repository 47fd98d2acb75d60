package dev.squall.junit;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.history.HistoryWriter;
import dev.squall.run.Run;
import dev.squall.world.WorldException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * Messages of failed invocations: the result of a run, its settings, and the command that repeats it.
 *
 * @param keeper the keeper that made the run
 * @param expected the expected anomaly; empty if none is expected
 */
record RunFailure(RunKeeper keeper, Optional<String> expected) {

    /** Returns the message for a run that is not valid. */
    String text(Run run) {
        StringBuilder text = new StringBuilder(head()).append(run.outcome().word());
        for (Verdict verdict : run.verdicts()) {
            if (verdict.validity() != Validity.VALID) {
                append(text, run, verdict);
            }
        }
        run.vacuities().forEach(reason -> text.append("\n  vacuous: ").append(reason));
        run.evidence().forEach(evidence -> text.append("\n  fault ")
                .append(evidence.fault())
                .append(": ")
                .append(evidence.words()));
        return text.append(tail()).toString();
    }

    /** Returns the message for a run that threw an exception instead of giving a result. */
    String text(RuntimeException failure) {
        // World and argument exceptions are expected, and their messages are sentences: a world failed, or a node
        // rejected an option. Other exceptions are unexpected, so their type is shown too.
        boolean sentence = failure instanceof WorldException || failure instanceof IllegalArgumentException;
        return head() + "the run failed: " + (sentence ? failure.getMessage() : failure.toString()) + tail();
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

    private String head() {
        return "seed " + keeper.experiment().seed() + ": ";
    }

    private String tail() {
        StringBuilder tail = new StringBuilder();
        expected.ifPresent(anomaly -> tail.append("\n  expected: ").append(anomaly));
        tail.append("\n  ran: ").append(whatWasRun(keeper.experiment()));
        keeper.complaint().ifPresent(words -> tail.append("\n  but: ").append(words));
        keeper.folder().ifPresent(folder -> tail.append("\n  kept in: ").append(folder));
        keeper.page().ifPresent(page -> tail.append("\n  report: ").append(page));
        return tail.append("\n  again: ").append(keeper.again()).toString();
    }

    private static String whatWasRun(Experiment experiment) {
        return String.format(
                Locale.ROOT,
                "%s, %s, %s, %d nodes, %d clients, %s operations a second for %d ms; faults: %s",
                experiment.system(),
                experiment.workload(),
                experiment.world(),
                experiment.nodeCount(),
                experiment.concurrency(),
                BigDecimal.valueOf(experiment.ratePerSecond())
                        .stripTrailingZeros()
                        .toPlainString(),
                experiment.timeLimitMillis(),
                experiment.faults().isEmpty() ? "none" : FaultFamily.joined(experiment.faults()));
    }
}

package dev.squall.cli.command;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.TransactionVerdict;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.read.TransactionReader;
import dev.squall.cli.check.CheckedFile;
import dev.squall.cli.check.HistoryFile;
import dev.squall.cli.print.JsonOutput;
import dev.squall.cli.print.RunText;
import dev.squall.experiment.Outcome;
import dev.squall.history.HistoryFormatException;
import dev.squall.run.RunSummary;
import dev.squall.world.WorldException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Check of files of transactions, in all formats of {@link TransactionReader}.
 *
 * @param level level that is asked for; empty for all
 * @param initial value that registers begin with
 * @param verify true to confirm the certificates of verdicts on one level
 */
record TransactionFiles(Kind kind, Optional<IsolationLevel> level, Object initial, Budget budget, boolean verify) {

    /** Returns the kind of transactions that a model is of; empty for other models. */
    public static Optional<Kind> kindOf(String model) {
        for (Kind kind : Kind.values()) {
            if (kind.model().equals(model)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Checks files one after the other and returns the exit code of the worst outcome. */
    int check(List<Path> files, boolean json, PrintWriter out, PrintWriter err) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Object> results = new ArrayList<>();
        for (Path file : files) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("file", file.toString());
            Outcome outcome = check(file, result, json ? err : out, err);
            result.put("outcome", outcome.word());
            outcomes.add(outcome);
            results.add(result);
        }
        Outcome worst = Outcome.worst(outcomes);
        if (json) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("outcome", worst.word());
            summary.put("files", results);
            JsonOutput.print(summary, out);
        }
        return worst.exitCode();
    }

    private Outcome check(Path file, Map<String, Object> result, PrintWriter out, PrintWriter err) {
        TransactionHistory history;
        try {
            history = TransactionReader.parse(HistoryFile.text(file), initial);
        } catch (HistoryFormatException | WorldException unreadable) {
            return failed(file, unreadable.getMessage(), result, err);
        }
        Verdict verdict = new TransactionChecker(Optional.of(kind), level, initial).check(history, budget);
        result.put("verdict", RunSummary.of(verdict));
        Outcome outcome = outcome(history, verdict);
        out.printf("%s: %s%n", outcome.word().toUpperCase(Locale.ROOT), file);
        RunText.printVerdict(verdict, out);
        if (outcome == Outcome.VACUOUS) {
            out.println("  " + CheckedFile.NO_SUCCESSES);
        }
        Optional<String> problem = verify && level.isPresent() ? problem(history) : Optional.empty();
        if (problem.isPresent()) {
            return failed(file, "the certificate does not prove the verdict: " + problem.get(), result, err);
        }
        if (verify && level.isPresent() && verdict.validity() != Validity.UNKNOWN) {
            out.println("  the certificate was confirmed");
        }
        return outcome;
    }

    private Optional<String> problem(TransactionHistory history) {
        TransactionVerdict verdict = TransactionChecker.decide(history, level.orElseThrow(), budget);
        return verdict.validity() == Validity.UNKNOWN ? Optional.empty() : verdict.verify(history);
    }

    private static Outcome outcome(TransactionHistory history, Verdict verdict) {
        boolean succeeded = false;
        for (int t = 0; t < history.size() && !succeeded; t++) {
            succeeded = history.isOk(t);
        }
        return switch (verdict.validity()) {
            case VIOLATION -> Outcome.VIOLATION;
            case UNKNOWN -> Outcome.UNKNOWN;
            case VALID -> succeeded ? Outcome.VALID : Outcome.VACUOUS;
        };
    }

    private static Outcome failed(Path file, String error, Map<String, Object> result, PrintWriter err) {
        result.put("error", error);
        err.println("squall: " + file + ": " + error);
        return Outcome.ERROR;
    }
}

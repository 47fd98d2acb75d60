package dev.squall.cli.command;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.TransactionVerdict;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.Assumption;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.read.TransactionReader;
import dev.squall.cli.check.CheckedFile;
import dev.squall.cli.check.ElleOpinion;
import dev.squall.cli.check.Engines;
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
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Check of files of transactions, in all formats of {@link TransactionReader}.
 *
 * @param level level to decide; empty for all levels
 * @param assumptions assumptions about the order of versions
 * @param initial initial value of registers
 * @param verify true to confirm the certificates of all verdicts
 * @param engines engines that judge the transactions; Elle has no certificates
 */
record TransactionFiles(
        Kind kind,
        Optional<IsolationLevel> level,
        Set<Assumption> assumptions,
        Object initial,
        Budget budget,
        boolean verify,
        Engines engines) {

    /** Returns the kind of transactions of a model; empty for other models. */
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
            TransactionHistory read = TransactionReader.parse(HistoryFile.text(file), initial);
            history = read.kind() == kind ? read.assuming(assumptions) : read;
        } catch (HistoryFormatException | WorldException unreadable) {
            return failed(file, unreadable.getMessage(), result, err);
        }
        Verdict verdict = verdict(history);
        result.put("verdict", RunSummary.of(verdict));
        Optional<String> vacuity = verdict.validity() == Validity.VALID ? vacuity(history) : Optional.empty();
        Outcome outcome = vacuity.isPresent() ? Outcome.VACUOUS : outcome(verdict);
        result.put("vacuous", vacuity.stream().toList());
        out.printf("%s: %s%n", outcome.word().toUpperCase(Locale.ROOT), file);
        RunText.printVerdict(verdict, out);
        vacuity.ifPresent(reason -> out.println("  " + reason));
        if (engines.engine() == Engines.Engine.BOTH) {
            Optional<String> contradiction = compare(file, history, result, out);
            if (contradiction.isPresent()) {
                return failed(file, contradiction.get(), result, err);
            }
        }
        if (!verify || engines.engine() == Engines.Engine.ELLE) {
            return outcome;
        }
        Proofs proofs = proofs(history);
        result.put("proof", proofs.words());
        if (!proofs.problem().isEmpty()) {
            return failed(file, "a certificate does not prove its verdict: " + proofs.problem(), result, err);
        }
        out.println("  " + proofs.words());
        return outcome;
    }

    /** Returns the verdict that counts: Elle's verdict on strict serializability stands for all of its levels. */
    private Verdict verdict(TransactionHistory history) {
        if (engines.engine() != Engines.Engine.ELLE) {
            return new TransactionChecker(Optional.of(kind), level, initial).check(history, budget);
        }
        IsolationLevel asked = level.orElse(IsolationLevel.STRICT_SERIALIZABLE);
        return engines.elle()
                .orElseThrow()
                .check(List.of(asked), history, budget)
                .get(asked);
    }

    /** Compares with Elle. Returns the reason for distrust if the engines contradict each other. */
    private Optional<String> compare(
            Path file, TransactionHistory history, Map<String, Object> result, PrintWriter out) {
        ElleOpinion opinion = ElleOpinion.of(engines.elle().orElseThrow(), history, level, budget, System::nanoTime);
        Map<String, Object> json = opinion.toJson();
        result.put("elle", json);
        out.println("  " + opinion.remark());
        return opinion.contradiction().map(words -> {
            Path kept = engines.keep(HistoryFile.text(file));
            json.put("disagreement", kept.toString());
            return "the verdict is not to be trusted: " + words + "; the history is kept in " + kept
                    + ", please report it with that file";
        });
    }

    /**
     * Counts of verdicts on levels, by kind of proof.
     *
     * @param implied verdicts implied by a confirmed verdict
     * @param without verdicts whose refutation is too large for a certificate
     * @param problem level and reason of the first refuted certificate; empty if there is none
     */
    private record Proofs(int confirmed, int implied, int without, int undecided, String problem) {

        String words() {
            if (confirmed + implied + without + undecided == 1) {
                return confirmed == 1 ? "the certificate was confirmed" : "there is no certificate";
            }
            return confirmed + " certificates were confirmed; " + implied
                    + " verdicts on other levels follow from them, " + without + " have no certificate, " + undecided
                    + " levels are undecided";
        }
    }

    private Proofs proofs(TransactionHistory history) {
        int confirmed = 0;
        int implied = 0;
        int without = 0;
        int undecided = 0;
        for (TransactionVerdict verdict : level.isPresent()
                ? List.of(TransactionChecker.decide(history, level.get(), budget))
                : TransactionChecker.survey(history, budget).verdicts().values()) {
            if (verdict.validity() == Validity.UNKNOWN) {
                undecided++;
            } else if (verdict.impliedBy().isPresent()) {
                implied++;
            } else if (verdict.certificate().isEmpty()) {
                without++;
            } else {
                Optional<String> problem = verdict.verify(history);
                if (problem.isPresent()) {
                    return new Proofs(0, 0, 0, 0, verdict.level().name() + ": " + problem.get());
                }
                confirmed++;
            }
        }
        return new Proofs(confirmed, implied, without, undecided, "");
    }

    /** Returns the reason why a valid verdict is vacuous; empty if the verdict is not vacuous. */
    private static Optional<String> vacuity(TransactionHistory history) {
        boolean succeeded = false;
        for (int t = 0; t < history.size(); t++) {
            if (history.isOk(t)) {
                succeeded = true;
                if (IntStream.range(history.first(t), history.end(t)).anyMatch(history::isKnownRead)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(
                succeeded
                        ? "no transaction with a read succeeded, and only those show if a level holds"
                        : CheckedFile.NO_SUCCESSES);
    }

    private static Outcome outcome(Verdict verdict) {
        return switch (verdict.validity()) {
            case VIOLATION -> Outcome.VIOLATION;
            case UNKNOWN -> Outcome.UNKNOWN;
            case VALID -> Outcome.VALID;
        };
    }

    private static Outcome failed(Path file, String error, Map<String, Object> result, PrintWriter err) {
        result.put("error", error);
        err.println("squall: " + file + ": " + error);
        return Outcome.ERROR;
    }
}

package dev.squall.jepsen;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.TransactionChecker;
import dev.squall.check.transaction.TransactionSurvey;
import dev.squall.check.transaction.TransactionVerdict;
import dev.squall.check.transaction.level.Anomaly;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.read.TransactionReader;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Comparison of the transaction checker with Elle on random histories, on every level that Elle has. Arguments: first
 * seed, number of seeds, and optionally a folder for the smallest history of each kind of disagreement. Two histories a
 * seed: lists and registers. The system property {@value JepsenClasspath#PROPERTY} names Elle's class path.
 */
final class ElleComparison {

    /** Kind of disagreement. */
    private static final class Disagreement {
        private int count;
        private int confirmed;
        private History smallest;
        private String seed;
    }

    private final Map<String, int[]> table = new TreeMap<>();
    private final Map<String, Disagreement> disagreements = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private int histories;

    public static void main(String[] arguments) throws IOException {
        long first = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        ElleComparison comparison = new ElleComparison();
        try (Elle elle = new Elle(JepsenClasspath.ofProperty())) {
            for (long seed = first; seed < first + count; seed++) {
                for (Kind kind : List.of(Kind.LIST_APPEND, Kind.RW_REGISTER)) {
                    comparison.compare(elle, kind, seed);
                }
            }
        }
        comparison.print();
        if (arguments.length > 2) {
            comparison.save(Path.of(arguments[2]));
        }
        // The threads that wait for Elle would keep the JVM for a minute.
        System.exit(0);
    }

    /** Compares both verdicts on one history, level by level. */
    void compare(Elle elle, Kind kind, long seed) {
        History history = RandomTransactions.of(seed, kind, seed % 2 == 0 ? 5 : 24);
        TransactionHistory transactions = TransactionReader.of(history, null);
        if (transactions.kind() != kind) {
            // Without a write and a value read, a history of registers is also one of lists.
            return;
        }
        histories++;
        TransactionSurvey survey = TransactionChecker.survey(transactions, Budget.DEFAULT);
        Map<IsolationLevel, Verdict> theirs = elle.check(Elle.levels(), transactions, Budget.DEFAULT);
        theirs.forEach((level, verdict) -> {
            TransactionVerdict ours = survey.of(level);
            int[] counts = table.computeIfAbsent(kind.model() + " " + level.name(), key -> new int[9]);
            counts[3 * ours.validity().ordinal() + verdict.validity().ordinal()]++;
            if (verdict.validity() == Validity.UNKNOWN) {
                refusals.merge(verdict.summary().replaceAll("[0-9{(\"].*", "..."), 1, Integer::sum);
            } else if (ours.validity() != Validity.UNKNOWN && ours.validity() != verdict.validity()) {
                note(kind + "-" + seed, history, transactions, survey, ours, verdict);
            }
        });
    }

    private void note(
            String seed,
            History history,
            TransactionHistory transactions,
            TransactionSurvey survey,
            TransactionVerdict ours,
            Verdict theirs) {
        TransactionVerdict proved = ours.impliedBy().map(survey::of).orElse(ours);
        String name = transactions.kind().model() + " " + ours.level().name() + ": "
                + (ours.validity() == Validity.VALID
                        ? "only Elle refutes, by " + theirs.details().get("anomalies")
                        : "only Squall refutes, by "
                                + proved.anomaly().map(Anomaly::name).orElse("cases"));
        Disagreement disagreement = disagreements.computeIfAbsent(name, key -> new Disagreement());
        disagreement.count++;
        disagreement.confirmed += proved.verify(transactions).isEmpty() ? 1 : 0;
        if (disagreement.smallest == null || history.size() < disagreement.smallest.size()) {
            disagreement.smallest = history;
            disagreement.seed = seed;
        }
    }

    private void print() {
        System.out.println(histories + " histories. Columns: both valid, both violation, only Squall refutes, only Elle"
                + " refutes, Elle unknown, Squall unknown");
        int valid = Validity.VALID.ordinal();
        int violation = Validity.VIOLATION.ordinal();
        int unknown = Validity.UNKNOWN.ordinal();
        table.forEach((name, counts) -> System.out.printf(
                "%-50s %7d %7d %7d %7d %7d %7d%n",
                name,
                counts[4 * valid],
                counts[4 * violation],
                counts[3 * violation + valid],
                counts[3 * valid + violation],
                counts[3 * valid + unknown] + counts[3 * violation + unknown],
                counts[3 * unknown] + counts[3 * unknown + 1] + counts[3 * unknown + 2]));
        disagreements.forEach((name, found) -> System.out.printf(
                "%-90s %6d, Squall's certificate confirmed %6d, smallest %s of %d operations%n",
                name, found.count, found.confirmed, found.seed, found.smallest.size()));
        refusals.forEach((cause, count) -> System.out.println(count + " times: " + cause));
    }

    private void save(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Disagreement> entry : disagreements.entrySet()) {
            String name = entry.getKey().replaceAll("[^A-Za-z0-9-]+", "_");
            try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".edn"))) {
                HistoryWriter.write(entry.getValue().smallest, out);
            }
        }
    }

    /** Returns the kinds of disagreement in which only Elle refutes a level. */
    List<String> onlyElleRefutes() {
        return disagreements.keySet().stream()
                .filter(name -> name.contains("only Elle refutes"))
                .toList();
    }
}

package dev.squall.cli.print;

import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.cli.check.CheckedFile;
import dev.squall.cli.check.CheckedRun;
import dev.squall.experiment.Outcome;
import dev.squall.history.Operation;
import dev.squall.history.PlainText;
import dev.squall.workload.Proof;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Table of checked files. Each file's row is printed as soon as the file is checked; a summary line follows. */
public final class CheckTable {

    private static final String NOTHING = "-";

    private final PrintWriter out;
    private final boolean proofs;
    private final int fileWidth;
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Proof.Status, Integer> proofStatuses = new TreeMap<>();
    private long operations;
    private long nanos;

    /**
     * @param files all files to check
     * @param proofs true if verdicts are proved
     */
    public CheckTable(List<Path> files, boolean proofs, PrintWriter out) {
        this.out = out;
        this.proofs = proofs;
        this.fileWidth = files.stream()
                .mapToInt(file -> PlainText.of(file.toString()).length())
                .reduce("file".length(), Math::max);
    }

    public void begin() {
        row("file", "operations", "processes", "verdict", "method", "milliseconds", "proof", "");
    }

    public void add(CheckedFile checked) {
        outcomes.merge(checked.outcome(), 1, Integer::sum);
        String verdict = checked.outcome().word();
        if (checked.run().isPresent()) {
            add(checked, checked.run().get());
            return;
        }
        if (checked.judgement().isEmpty()) {
            row(checked.name(), NOTHING, NOTHING, verdict, NOTHING, NOTHING, NOTHING, checked.remark());
            return;
        }
        CheckedFile.Judgement found = checked.judgement().get();
        operations += found.operations();
        nanos += found.nanos();
        found.proof().ifPresent(proof -> proofStatuses.merge(proof.status(), 1, Integer::sum));
        String methods = found.methods().stream().map(String::valueOf).collect(Collectors.joining("+"));
        row(
                checked.name(),
                found.operations(),
                found.processes(),
                verdict,
                methods.isEmpty() ? NOTHING : methods,
                millis(found.nanos()),
                found.proof().map(CheckTable::proof).orElse(NOTHING),
                checked.remark());
    }

    private void add(CheckedFile checked, CheckedRun found) {
        operations += found.kept().history().operations();
        nanos += found.nanos();
        found.run().proofs().values().forEach(proof -> proofStatuses.merge(proof.status(), 1, Integer::sum));
        row(
                checked.name(),
                found.kept().history().operations(),
                found.run().history().operations().stream()
                        .filter(Operation::isClient)
                        .mapToInt(Operation::process)
                        .distinct()
                        .count(),
                checked.outcome().word(),
                NOTHING,
                millis(found.nanos()),
                found.run().proofs().values().stream()
                        .map(CheckTable::proof)
                        .findFirst()
                        .orElse(NOTHING),
                checked.remark());
    }

    public void end() {
        String proved = proofStatuses.isEmpty()
                ? ""
                : "; proofs: "
                        + proofStatuses.entrySet().stream()
                                .map(entry ->
                                        entry.getValue() + " " + entry.getKey().word())
                                .collect(Collectors.joining(", "));
        VerdictWriter.print(Outcome.worst(outcomes.keySet()).word().toUpperCase(Locale.ROOT), out);
        out.printf(
                Locale.ROOT,
                ": %d files: %s; %,d operations in %s ms%s%n",
                outcomes.values().stream().mapToInt(Integer::intValue).sum(),
                outcomes.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey().word())
                        .collect(Collectors.joining(", ")),
                operations,
                millis(nanos),
                proved);
        out.flush();
    }

    /** Returns a proof's status and, for a counterexample, the number of its operations. */
    private static String proof(Proof proof) {
        return proof.status().word()
                + proof.counterexample()
                        .map(Counterexample::core)
                        .map(core -> " (" + core.size() + ")")
                        .orElse("");
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,.1f", nanos / 1e6);
    }

    private void row(Object... cells) {
        String proof = proofs ? String.format("  %-15s", cells[6]) : "";
        out.printf("%-" + fileWidth + "s  %10s  %9s  ", cells[0], cells[1], cells[2]);
        VerdictWriter.print(String.format("%-9s", cells[3]), out);
        String rest = String.format("  %-18s  %12s%s  %s", cells[4], cells[5], proof, cells[7]);
        out.println(rest.stripTrailing());
        out.flush();
    }
}

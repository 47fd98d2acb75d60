package dev.squall.cli.print;

import dev.squall.check.Validity;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.cli.check.CheckedFile;
import dev.squall.cli.check.CheckedRun;
import dev.squall.experiment.Outcome;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Full text of the result of checking one file. */
public final class CheckText {

    private CheckText() {}

    /**
     * @param out receives the result
     * @param err receives error messages
     */
    public static void print(CheckedFile checked, PrintWriter out, PrintWriter err) {
        if (checked.run().isPresent()) {
            print(checked.run().get(), out);
            return;
        }
        if (checked.judgement().isEmpty()) {
            err.println("squall: " + checked.name() + ": " + checked.error());
            return;
        }
        CheckedFile.Judgement found = checked.judgement().get();
        VerdictWriter.print(checked.outcome().word().toUpperCase(Locale.ROOT), out);
        out.println(": " + checked.name());
        Optional<Counterexample> core = found.core();
        RunText.printVerdict(found.verdict(), out);
        found.proof().ifPresent(proof -> ProofText.print(proof, out));
        found.secondOpinion().ifPresent(opinion -> RunText.printVerdict(opinion.verdict(), out));
        RunText.printVerdict(found.statistics(), out);
        if (found.isDistrusted()) {
            err.println("squall: " + checked.name() + ": " + found.distrust());
        }
        if (checked.outcome() == Outcome.VACUOUS) {
            found.vacuity().ifPresent(reason -> out.println("  " + reason));
        }
        out.printf("  %-24s %-10s %s%n", "read", "", found.reading().words());
        found.reading().notes().forEach(note -> out.println("  " + note));
        if (found.reading().truncated()) {
            out.println("  the last line was cut short and has been left out");
        }
        // A confirmed counterexample is printed as a table, so a list of other operations would confuse.
        if (found.verdict().validity() == Validity.VIOLATION && core.isEmpty()) {
            OperationsText.print(found.history(), found.verdict().operations(), out);
        }
        found.proof().ifPresent(proof -> ProofText.printTable(proof, found.history(), out));
    }

    private static void print(CheckedRun checked, PrintWriter out) {
        RunText.printJudged(checked.run(), out);
        out.printf("  %-24s %-10s %s%n", "read", "", checked.kept().history().words());
        checked.notes().forEach(note -> out.println("  " + note));
    }
}

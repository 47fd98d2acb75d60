package dev.squall.cli.print;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Durations;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.RepeatLine;
import dev.squall.fault.Evidence;
import dev.squall.fault.FaultFamily;
import dev.squall.run.Run;
import dev.squall.run.RunSummary;
import dev.squall.run.loop.Stop;
import dev.squall.workload.Proof;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Text that introduces a run and reports its result. */
public final class RunText {

    private RunText() {}

    public static String introduction(Experiment experiment) {
        return String.format(
                Locale.ROOT,
                "%s, %s world: %d nodes, %d clients, %s operations a second for %s; faults: %s; seed %d",
                experiment.system(),
                experiment.world(),
                experiment.nodeCount(),
                experiment.concurrency(),
                RepeatLine.number(experiment.ratePerSecond()),
                Durations.format(experiment.timeLimitMillis()),
                experiment.faults().isEmpty() ? "none" : FaultFamily.joined(experiment.faults()),
                experiment.seed());
    }

    public static void print(Run run, PrintWriter out) {
        out.println();
        printJudged(run, out);
    }

    /** Prints the result of a run, starting with its outcome. */
    static void printJudged(Run run, PrintWriter out) {
        VerdictWriter.print(run.outcome().word().toUpperCase(Locale.ROOT), out);
        out.println(": " + headline(run));
        run.stop().ifPresent(stop -> out.println("  " + stopped(run, stop)));
        for (Verdict verdict : run.verdicts()) {
            printVerdict(verdict, out);
            printProof(run, verdict, out);
        }
        RunSummary.rates(run)
                .ifPresent(rates -> out.printf(
                        "  %-24s %-10s of %s operations a second asked for; %s succeeded%n",
                        "rate",
                        rates.get("invoked"),
                        RepeatLine.number(run.experiment().ratePerSecond()),
                        rates.get("ok")));
        for (Evidence evidence : run.evidence()) {
            out.printf(
                    "  %-24s %-10s %s%n",
                    "fault " + evidence.fault(), evidence.hasEffect() ? "effect" : "no effect", evidence.words());
        }
        printOffenders(run, out);
    }

    private static String stopped(Run run, Stop stop) {
        String time = run.experiment().world().isVirtual() ? "virtual" : "real";
        return String.format(
                Locale.ROOT,
                "stopped at operation %d, after %.3f s of %s time, by %s: %s",
                stop.operation(),
                stop.timeNanos() / 1e9,
                time,
                stop.verdict().checker(),
                stop.verdict().summary());
    }

    /** Prints the proof of one of the run's verdicts, if there is one. */
    static void printProof(Run run, Verdict verdict, PrintWriter out) {
        if (run.proofs().containsKey(verdict.checker())) {
            ProofText.print(run.proofs().get(verdict.checker()), out);
        }
    }

    public static void printVerdict(Verdict verdict, PrintWriter out) {
        String validity = verdict.validity().name().toLowerCase(Locale.ROOT);
        String anomaly = verdict.anomaly().isEmpty() ? "" : verdict.anomaly() + ": ";
        out.printf("  %-24s ", verdict.checker());
        VerdictWriter.print(String.format("%-10s", validity), out);
        out.println(" " + anomaly + verdict.summary());
    }

    private static String headline(Run run) {
        String system = run.experiment().system();
        return switch (run.outcome()) {
            case VIOLATION -> first(run, Validity.VIOLATION) + " (" + system + " broke " + brokenProperties(run) + ")";
            case UNKNOWN -> first(run, Validity.UNKNOWN);
            case VACUOUS -> String.join("; ", run.vacuities());
            case ERROR -> refuted(run).distrust("violation");
            case VALID -> system + " kept everything that was checked";
        };
    }

    private static Proof refuted(Run run) {
        return run.proofs().values().stream()
                .filter(proof -> proof.status() == Proof.Status.REFUTED)
                .findFirst()
                .orElseThrow();
    }

    private static String first(Run run, Validity validity) {
        return run.verdicts().stream()
                .filter(verdict -> verdict.validity() == validity)
                .map(Verdict::summary)
                .findFirst()
                .orElse("");
    }

    private static String brokenProperties(Run run) {
        List<String> broken = run.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(verdict -> verdict.checker() + ": " + verdict.anomaly())
                .toList();
        return String.join(", ", broken);
    }

    /** Prints the operations that show each violation, in the history's format. */
    private static void printOffenders(Run run, PrintWriter out) {
        for (Verdict verdict : run.verdicts()) {
            if (verdict.validity() != Validity.VIOLATION || verdict.operations().isEmpty()) {
                continue;
            }
            OperationsText.print(run.history(), verdict.operations(), out);
        }
        run.proofs().values().forEach(proof -> ProofText.printTable(proof, run.history(), out));
    }
}

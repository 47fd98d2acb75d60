package dev.squall.cli.print;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.RepeatLine;
import dev.squall.experiment.ViolationRate;
import dev.squall.run.Run;
import dev.squall.run.RunSummary;
import dev.squall.run.Sweep;
import dev.squall.world.WorldException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Text of a sweep's result.
 *
 * @param systemName the name of the system
 * @param firstSeed the first requested seed
 * @param seeds the number of requested seeds
 */
public record SweepText(String systemName, long firstSeed, int seeds, PrintWriter out) {

    /** @param outcome the outcome's word, or {@code interrupted} */
    public void print(String outcome, Sweep.Result result, double seconds) {
        VerdictWriter.print(outcome.toUpperCase(Locale.ROOT), out);
        out.printf(
                Locale.ROOT,
                ": %s, %d of %d seeds from %d on in %.1f s: %s; %,d operations in %,d s of virtual time%n",
                systemName,
                result.seedsRun(),
                seeds,
                firstSeed,
                seconds,
                counts(result),
                result.operations(),
                result.virtualNanos() / 1_000_000_000);
        out.println("hash of all outcomes: " + result.hash());
        printRate(result);
        result.novelty().ifPresent(novelty -> out.println(novelty.words()));
        printCertificates(result);
        result.failures().stream()
                .filter(run -> run.outcome() != Outcome.VACUOUS)
                .forEach(this::printFailure);
        printVacuous(result);
        for (Sweep.RunError error : result.errors()) {
            out.printf("seed %d: %s%n", error.experiment().seed(), Outcome.ERROR.word());
            out.println("  " + describe(error.cause()));
            out.println("  again: " + RepeatLine.of(error.experiment()));
        }
        out.flush();
    }

    private void printRate(Sweep.Result result) {
        int valid = result.counts().getOrDefault(Outcome.VALID, 0);
        if (valid > 0 && !result.counts().containsKey(Outcome.VIOLATION)) {
            out.println(ViolationRate.words(valid));
        }
    }

    /** Prints the number of certificates by the status of their proof, if certificates were confirmed. */
    private void printCertificates(Sweep.Result result) {
        if (!result.certificates().isEmpty()) {
            List<String> parts = new ArrayList<>();
            result.certificates()
                    .forEach((status, count) -> parts.add(String.format(Locale.ROOT, "%,d %s", count, status.word())));
            out.printf(
                    Locale.ROOT,
                    "certificates: %s; %,d acknowledged operations in histories with a confirmed certificate%n",
                    String.join(", ", parts),
                    result.certified());
        }
    }

    private void printFailure(Run run) {
        out.printf("seed %d: ", run.experiment().seed());
        VerdictWriter.print(run.outcome().word(), out);
        out.println();
        for (Verdict verdict : run.verdicts()) {
            if (verdict.validity() != Validity.VALID) {
                RunText.printVerdict(verdict, out);
                RunText.printProof(run, verdict, out);
            }
        }
        out.println("  again: " + RepeatLine.of(run.experiment()));
    }

    /** Prints the first vacuous run and the number of the others. */
    private void printVacuous(Sweep.Result result) {
        List<Run> vacuous = result.failures().stream()
                .filter(run -> run.outcome() == Outcome.VACUOUS)
                .toList();
        if (vacuous.isEmpty()) {
            return;
        }
        Run first = vacuous.get(0);
        // A cluster tells all counts, and only some of the runs.
        int others = result.counts().getOrDefault(Outcome.VACUOUS, 1) - 1;
        out.printf(
                "seed %d: vacuous%s%n", first.experiment().seed(), others > 0 ? ", as were " + others + " others" : "");
        first.vacuities().forEach(reason -> out.println("  " + reason));
        out.println("  again: " + RepeatLine.of(first.experiment()));
    }

    private static String describe(Throwable cause) {
        return cause instanceof WorldException ? cause.getMessage() : "a defect of the harness: " + cause;
    }

    private static String counts(Sweep.Result result) {
        List<String> parts = new ArrayList<>();
        result.counts().forEach((outcome, count) -> parts.add(count + " " + outcome.word()));
        return String.join(", ", parts);
    }

    /** Returns the result as JSON data. */
    public static Map<String, Object> toJson(String outcome, Sweep.Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome);
        json.put("seeds", result.seedsRun());
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Map.Entry<Outcome, Integer> entry : result.counts().entrySet()) {
            counts.put(entry.getKey().word(), entry.getValue());
        }
        json.put("counts", counts);
        json.put("operations", result.operations());
        json.put("hash", result.hash().toString());
        result.novelty().ifPresent(novelty -> {
            Map<String, Object> states = new LinkedHashMap<>();
            states.put("states", novelty.states());
            states.put("runsWithOwnState", novelty.novel());
            states.put("nextIsNew", novelty.probability());
            states.put("least", novelty.least());
            states.put("most", novelty.most());
            json.put("novelty", states);
        });
        if (!result.certificates().isEmpty()) {
            Map<String, Object> certificates = new LinkedHashMap<>();
            result.certificates().forEach((status, count) -> certificates.put(status.word(), count));
            json.put("certificates", certificates);
            json.put("certified", result.certified());
        }
        List<Object> failures = new ArrayList<>();
        for (Run run : result.failures()) {
            Map<String, Object> failure = new LinkedHashMap<>();
            failure.put("seed", run.experiment().seed());
            failure.put("command", RepeatLine.of(run.experiment()));
            failure.putAll(RunSummary.of(run));
            failures.add(failure);
        }
        json.put("failures", failures);
        List<Object> errors = new ArrayList<>();
        for (Sweep.RunError error : result.errors()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("seed", error.experiment().seed());
            entry.put("command", RepeatLine.of(error.experiment()));
            entry.put("error", describe(error.cause()));
            errors.add(entry);
        }
        json.put("errors", errors);
        return json;
    }
}

package dev.squall.cli.print;

import dev.squall.experiment.Durations;
import dev.squall.mutate.KillMatrix;
import dev.squall.mutate.Mutant;
import dev.squall.mutate.MutantVerdict;
import dev.squall.mutate.MutantVerdict.Kind;
import dev.squall.mutate.MutationFiles;
import dev.squall.mutate.MutationResult;
import dev.squall.mutate.MutationScore;
import dev.squall.mutate.MutationSettings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text of a mutation test and its result. */
public record MutateText(MutationSettings settings, PrintWriter out) {

    /**
     * Prints what is run.
     *
     * @param mutants number of the mutants that are run
     * @param of number of the mutants that they are drawn from
     */
    public void printPlan(int mutants, int of) {
        out.printf(
                Locale.ROOT,
                "%s: %s mutants, up to %,d runs of %s each, seeds from %d%n",
                settings.system(),
                mutants == of ? number(of) : number(mutants) + " of " + number(of),
                settings.runsPerMutant(),
                Durations.format(settings.timeLimitMillis()),
                settings.seed());
        out.flush();
    }

    /** Prints the result of the unchanged system, and returns true if mutants can be compared with it. */
    public boolean printOriginal(MutantVerdict original) {
        if (original.kind() != Kind.SURVIVED) {
            out.println(settings.system()
                    + " itself does not survive its runs, so a mutation score would mean nothing: " + words(original));
        } else {
            out.println("the unchanged system: " + words(original));
        }
        out.flush();
        return original.kind() == Kind.SURVIVED;
    }

    /**
     * Prints survivors, counts and score.
     *
     * @param sampled true if the mutants are a sample, whose score has an interval
     * @param withMatrix true to print the kill matrix too
     */
    public void print(MutationResult result, boolean sampled, boolean withMatrix) {
        if (withMatrix) {
            out.print(KillMatrix.of(result.entries()).toText());
        }
        for (Kind kind : List.of(Kind.SURVIVED, Kind.CRASHED, Kind.TIMED_OUT, Kind.BROKEN)) {
            result.withKind(kind).forEach(entry -> out.println(line(entry)));
        }
        MutationScore score = result.score();
        out.println(score(score, sampled));
        List<String> apart = new ArrayList<>();
        for (Kind kind : List.of(Kind.EQUIVALENT, Kind.CRASHED, Kind.TIMED_OUT, Kind.BROKEN)) {
            apart.add(MutationFiles.word(kind) + " " + number(score.counts().get(kind)));
        }
        List<MutationResult.Entry> equivalent = result.withKind(Kind.EQUIVALENT);
        if (!equivalent.isEmpty()) {
            apart.set(0, apart.get(0) + " (" + number(byProof(equivalent)) + " by proof)");
        }
        out.println("  counted apart: " + String.join(", ", apart));
        out.flush();
    }

    private static int byProof(List<MutationResult.Entry> equivalent) {
        return (int) equivalent.stream()
                .filter(entry -> entry.verdict().detail().startsWith("proof:"))
                .count();
    }

    private static String line(MutationResult.Entry entry) {
        Mutant mutant = entry.mutant();
        return MutationFiles.word(entry.verdict().kind()) + " " + mutant.location() + " " + mutant.simpleClassName()
                + "." + mutant.method() + ", " + mutant.description() + ": " + words(entry.verdict());
    }

    private static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String words(MutantVerdict verdict) {
        List<String> words = new ArrayList<>();
        words.add(verdict.kind() == Kind.SURVIVED ? number(verdict.runs()) + " runs" : "run " + number(verdict.runs()));
        if (verdict.vacuous() > 0) {
            words.add(String.format(Locale.ROOT, "%,d of them vacuous", verdict.vacuous()));
        }
        if (verdict.unknown() > 0) {
            words.add(String.format(Locale.ROOT, "%,d of them unknown", verdict.unknown()));
        }
        if (!verdict.properties().isEmpty()) {
            words.add("violated: " + String.join(", ", verdict.properties()));
        }
        if (!verdict.detail().isEmpty()) {
            words.add(verdict.detail());
        }
        return String.join("; ", words);
    }

    private static String score(MutationScore score, boolean sampled) {
        if (score.judged() == 0) {
            return "no score: no mutant was killed or survived";
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "score %.1f %%: %,d of %,d mutants were killed by a property",
                100 * score.value(),
                score.killed(),
                score.judged()));
        score.medianRuns().ifPresent(runs -> text.append("; median " + number(runs) + " runs to a kill"));
        if (sampled) {
            text.append(String.format(
                    Locale.ROOT,
                    "; 95 %% interval for all mutants: %.1f %% to %.1f %%",
                    100 * score.lower(),
                    100 * score.upper()));
        }
        return text.toString();
    }
}

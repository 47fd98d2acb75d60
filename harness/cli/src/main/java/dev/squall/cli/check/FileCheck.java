package dev.squall.cli.check;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.Examination;
import dev.squall.check.linear.KeyReading;
import dev.squall.experiment.Outcome;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.history.format.RecordedHistory;
import dev.squall.workload.Proof;
import dev.squall.workload.ProvingChecker;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Check of history files, with the same settings for each file.
 *
 * @param isDefault true if the user named no model
 * @param keyed choice to read values as {@code [key value]} or as plain values
 * @param budget budget of each verdict, and the same budget for each proof
 * @param verify true to prove verdicts; requires a provable model
 * @param engines engines that judge the histories
 * @param clock monotonic clock in nanoseconds
 */
public record FileCheck(
        CheckModels.Named model,
        boolean isDefault,
        Optional<CheckModels.Initial> initial,
        Keyed keyed,
        Budget budget,
        boolean verify,
        Engines engines,
        LongSupplier clock) {

    /** Choice about keys: if the operations' values are {@code [key value]}. */
    public enum Keyed {
        AUTO,
        YES,
        NO
    }

    /**
     * One interpretation of a file as a history.
     *
     * @param isKeyed true if values are {@code [key value]}
     */
    private record Reading(History history, boolean isKeyed) {}

    /** Checks a file or a run folder. An unreadable file gives an error result. */
    public CheckedFile check(Path file) {
        RecordedHistory recorded;
        try {
            recorded = HistoryFile.read(file);
        } catch (HistoryFormatException | WorldException e) {
            return CheckedFile.unreadable(file, e.getMessage());
        }
        long startNanos = clock.getAsLong();
        List<Reading> readings = new ArrayList<>();
        String undecidable = isDefault ? CheckModels.misfitOfDefault(recorded.history()) : "";
        if (undecidable.isEmpty()) {
            undecidable = addReadings(recorded.history(), readings);
        }
        if (undecidable.isEmpty() && recorded.byTime().isPresent()) {
            undecidable = addReadings(recorded.byTime().get(), readings);
        }
        if (!undecidable.isEmpty()) {
            Verdict unknown = Verdict.unknown(
                    engines.checker(model, initial, false).name(), "cannot be checked: " + undecidable, Map.of());
            return judged(
                    file, recorded, new Reading(recorded.history(), false), unknown, startNanos, Optional.empty());
        }
        return check(file, recorded, readings, startNanos);
    }

    /** Judges a history by every interpretation. If the verdicts differ, the result is unknown. */
    private CheckedFile check(Path file, RecordedHistory recorded, List<Reading> readings, long startNanos) {
        Reading first = readings.get(0);
        Checker checker = engines.checker(model, initial, first.isKeyed());
        Optional<Examination> examination = verify && checker instanceof ProvingChecker prover
                ? Optional.of(prover.examine(first.history(), budget))
                : Optional.empty();
        Verdict verdict = examination.map(Examination::verdict).orElseGet(() -> checker.check(first.history(), budget));
        RecordedHistory told = recorded;
        for (Reading other : readings.subList(1, readings.size())) {
            Verdict second = engines.checker(model, initial, other.isKeyed()).check(other.history(), budget);
            if (second.validity() != verdict.validity()) {
                Verdict unknown =
                        Verdict.unknown(verdict.checker(), difference(first, verdict, other, second), Map.of());
                return judged(file, recorded, first, unknown, startNanos, Optional.empty());
            }
            if (first.isKeyed() != other.isKeyed() && verdict.validity() == Validity.VIOLATION) {
                told = told.withNote("its values may be [key value] or the values of one object: what is said of "
                        + (first.isKeyed() ? "keys" : "one object") + " is one reading; "
                        + (other.isKeyed() ? "by key" : "as one object") + " it is a violation too: "
                        + second.summary());
            }
        }
        return judged(file, told, first, verdict, startNanos, examination);
    }

    private static String difference(Reading first, Verdict verdict, Reading other, Verdict second) {
        String one = verdict.validity().name().toLowerCase(Locale.ROOT);
        String two = second.validity().name().toLowerCase(Locale.ROOT);
        return first.isKeyed() != other.isKeyed()
                ? "its values may be [key value] or the values of one object, and the verdict depends on that: "
                        + (first.isKeyed() ? one + " by key, " + two : two + " by key, " + one)
                        + " as one object; say which by --keyed yes or --keyed no"
                : "its lines are not in the order of :time, and the verdict depends on that: " + one
                        + " in the order of lines, " + two
                        + " in the order of :time; expected :index in every operation,"
                        + " or lines in real-time order";
    }

    private CheckedFile judged(
            Path file,
            RecordedHistory recorded,
            Reading reading,
            Verdict verdict,
            long startNanos,
            Optional<Examination> examination) {
        long nanos = clock.getAsLong() - startNanos;
        History history = reading.history();
        Optional<Proof> proof = examination.map(found ->
                ((ProvingChecker) engines.checker(model, initial, reading.isKeyed())).prove(history, found, budget));
        if (verify && proof.isEmpty() && verdict.validity() == Validity.UNKNOWN) {
            proof = Optional.of(
                    new Proof(Proof.Status.NONE, "none: nothing is claimed that could be proved", Optional.empty()));
        }
        Verdict statistics = new Statistics().check(history, Budget.DEFAULT);
        CheckedFile.Judgement judgement = new CheckedFile.Judgement(
                recorded,
                history,
                verdict,
                statistics,
                nanos,
                proof,
                model.factory().create(initial, reading.isKeyed()).observingFunctions(),
                secondOpinion(reading, verdict));
        return new CheckedFile(file, outcome(judgement), Optional.of(judgement), Optional.empty(), "");
    }

    private Optional<SecondOpinion> secondOpinion(Reading reading, Verdict verdict) {
        return engines.knossos().isEmpty()
                ? Optional.empty()
                : engines.secondOpinion(
                        engines.question(model, initial, reading.isKeyed()), reading.history(), verdict, budget, clock);
    }

    /**
     * Adds the possible interpretations of a history. Returns the reason if no interpretation is possible, else an
     * empty string.
     */
    private String addReadings(History history, List<Reading> readings) {
        if (!model.keyable() || keyed == Keyed.NO && !model.alwaysKeyed()) {
            readings.add(new Reading(history, false));
            return "";
        }
        KeyReading reading = KeyReading.of(history, model.operations());
        boolean isKeyed = model.alwaysKeyed() || keyed == Keyed.YES;
        // The keyed interpretation comes first, since pairs are usually keys with values.
        if (isKeyed || hasOperations(history)) {
            reading.keyed().ifPresent(byKey -> readings.add(new Reading(byKey, true)));
        }
        if (!isKeyed) {
            reading.single().ifPresent(single -> readings.add(new Reading(single, false)));
        }
        if (isKeyed) {
            return reading.whyNotKeyed();
        }
        return reading.single().isPresent() || reading.keyed().isPresent()
                ? ""
                : reading.whyNotSingle() + "; nor has it keys: " + reading.whyNotKeyed();
    }

    private static boolean hasOperations(History history) {
        return history.operations().stream().anyMatch(Operation::isClient);
    }

    private static Outcome outcome(CheckedFile.Judgement judgement) {
        if (judgement.isDistrusted()) {
            return Outcome.ERROR;
        }
        return switch (judgement.verdict().validity()) {
            case VIOLATION -> Outcome.VIOLATION;
            case UNKNOWN -> Outcome.UNKNOWN;
            case VALID -> judgement.vacuity().isPresent() ? Outcome.VACUOUS : Outcome.VALID;
        };
    }
}

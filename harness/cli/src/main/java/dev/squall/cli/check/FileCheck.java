package dev.squall.cli.check;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.Verdict;
import dev.squall.check.linear.Examination;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.experiment.Outcome;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.workload.Proof;
import dev.squall.workload.ProvingChecker;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads and checks one file after the other, each in the same way.
 *
 * @param keyed whether values are {@code [key value]}
 * @param budget for each verdict, and again for each proof
 * @param verify whether verdicts are to be proved; only with a model whose verdicts can be
 * @param engines who decides
 * @param clock tells nanoseconds that never go back
 */
public record FileCheck(
        CheckModels.Named model,
        Optional<CheckModels.Initial> initial,
        Keyed keyed,
        Budget budget,
        boolean verify,
        Engines engines,
        LongSupplier clock) {

    /** Whether an operation's value is {@code [key value]}. */
    public enum Keyed {
        AUTO,
        YES,
        NO
    }

    /** Checks a file, or a run folder; what cannot be read is a result too. */
    public CheckedFile check(Path file) {
        HistoryFile.Reading reading;
        try {
            reading = HistoryFile.read(file);
        } catch (HistoryFormatException | WorldException e) {
            return CheckedFile.unreadable(file, e.getMessage());
        }
        History history = reading.history();
        boolean isKeyed = isKeyed(history);
        Checker checker = engines.checker(model, initial, isKeyed);
        long startNanos = clock.getAsLong();
        Verdict verdict;
        Optional<Proof> proof = Optional.empty();
        long nanos;
        if (verify && checker instanceof ProvingChecker prover) {
            Examination examination = prover.examine(history, budget);
            nanos = clock.getAsLong() - startNanos;
            verdict = examination.verdict();
            proof = Optional.of(prover.prove(history, examination, budget));
        } else {
            verdict = checker.check(history, budget);
            nanos = clock.getAsLong() - startNanos;
        }
        Verdict statistics = new Statistics().check(history, Budget.DEFAULT);
        CheckedFile.Judgement judgement = new CheckedFile.Judgement(
                reading,
                verdict,
                statistics,
                nanos,
                proof,
                model.factory().create(initial, isKeyed).observingFunctions(),
                secondOpinion(history, isKeyed, verdict));
        return new CheckedFile(file, outcome(judgement), Optional.of(judgement), "");
    }

    private Optional<SecondOpinion> secondOpinion(History history, boolean isKeyed, Verdict verdict) {
        return engines.knossos().isEmpty()
                ? Optional.empty()
                : engines.secondOpinion(engines.question(model, initial, isKeyed), history, verdict, budget, clock);
    }

    private boolean isKeyed(History history) {
        return model.alwaysKeyed()
                || keyed == Keyed.YES
                || keyed == Keyed.AUTO && LinearizabilityChecker.looksKeyed(history);
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

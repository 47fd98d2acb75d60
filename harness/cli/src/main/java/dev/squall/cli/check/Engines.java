package dev.squall.cli.check;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.jepsen.Knossos;
import dev.squall.jepsen.KnossosAlgorithm;
import dev.squall.run.FileProblem;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who judges histories of one model: this project's checkers, Knossos, or both. To be closed, which ends Knossos.
 *
 * @param engine who is asked
 * @param algorithm how Knossos searches
 * @param knossos empty if it is not asked
 * @param disagreements the folder in which histories are kept on which the two disagree
 */
public record Engines(Engine engine, KnossosAlgorithm algorithm, Optional<Knossos> knossos, Path disagreements)
        implements AutoCloseable {

    /** Engines for linearizability. */
    public enum Engine {
        SQUALL,
        KNOSSOS,
        BOTH
    }

    /** This project's checkers only. */
    static Engines ours() {
        return new Engines(Engine.SQUALL, KnossosAlgorithm.COMPETITION, Optional.empty(), Path.of(""));
    }

    /** The checker whose verdict counts. */
    Checker checker(CheckModels.Named model, Optional<CheckModels.Initial> initial, boolean keyed) {
        return engine == Engine.KNOSSOS
                ? knossos.orElseThrow().checker(question(model, initial, keyed))
                : model.factory().create(initial, keyed);
    }

    /** Returns the question to Knossos about a history. */
    Knossos.Question question(CheckModels.Named model, Optional<CheckModels.Initial> initial, boolean keyed) {
        Object begin = initial.map(CheckModels.Initial::value)
                .orElseGet(() -> Models.named(model.name()).initialValue());
        return new Knossos.Question(model.name(), begin, keyed, algorithm);
    }

    /**
     * Knossos' opinion, if it was asked for beside ours.
     *
     * @param first ours
     * @throws WorldException if a disagreement cannot be kept
     */
    Optional<SecondOpinion> secondOpinion(
            Knossos.Question question, History history, Verdict first, Budget budget, LongSupplier clock) {
        if (engine != Engine.BOTH) {
            return Optional.empty();
        }
        long startNanos = clock.getAsLong();
        Verdict verdict = knossos.orElseThrow().check(question, history, budget);
        long nanos = clock.getAsLong() - startNanos;
        Optional<Path> kept =
                SecondOpinion.isDisagreement(first, verdict) ? Optional.of(keep(history)) : Optional.empty();
        return Optional.of(new SecondOpinion(verdict, nanos, kept));
    }

    private Path keep(History history) {
        try {
            Files.createDirectories(disagreements);
            Path file = Files.createTempFile(disagreements, "history-", ".edn");
            try (OutputStream out = Files.newOutputStream(file)) {
                HistoryWriter.write(history, out);
            }
            return file;
        } catch (IOException e) {
            throw new WorldException(
                    "a history on which the engines disagree cannot be kept in " + disagreements + ": "
                            + FileProblem.of(e),
                    e);
        }
    }

    @Override
    public void close() {
        knossos.ifPresent(Knossos::close);
    }
}

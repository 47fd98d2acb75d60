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
 * Engines that judge histories: this project's checkers, Knossos, or both. Closing ends the Knossos process.
 *
 * @param engine the engine to use
 * @param algorithm search algorithm of Knossos
 * @param knossos connection to Knossos; empty if not used
 * @param disagreements folder for histories on which the engines disagree
 */
public record Engines(Engine engine, KnossosAlgorithm algorithm, Optional<Knossos> knossos, Path disagreements)
        implements AutoCloseable {

    /** Choice of engines for linearizability. */
    public enum Engine {
        SQUALL,
        KNOSSOS,
        BOTH
    }

    /** Returns the choice of this project's checkers only. */
    static Engines ours() {
        return new Engines(Engine.SQUALL, KnossosAlgorithm.COMPETITION, Optional.empty(), Path.of(""));
    }

    /** Returns the checker whose verdict counts. */
    Checker checker(CheckModels.Named model, Optional<CheckModels.Initial> initial, boolean keyed) {
        return engine == Engine.KNOSSOS
                ? knossos.orElseThrow().checker(question(model, initial, keyed))
                : model.factory().create(initial, keyed);
    }

    /** Returns the request to Knossos for a model. */
    Knossos.Question question(CheckModels.Named model, Optional<CheckModels.Initial> initial, boolean keyed) {
        Object begin = initial.map(CheckModels.Initial::value)
                .orElseGet(() -> Models.named(model.name()).initialValue());
        return new Knossos.Question(model.name(), begin, keyed, algorithm);
    }

    /**
     * Returns the verdict of Knossos if both engines are used, else empty.
     *
     * @param first verdict of this project's checker
     * @throws WorldException if a history with a disagreement cannot be saved
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

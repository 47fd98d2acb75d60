package dev.squall.cli.check;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.check.linear.model.Models;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.jepsen.Elle;
import dev.squall.jepsen.Knossos;
import dev.squall.jepsen.KnossosAlgorithm;
import dev.squall.run.FileProblem;
import dev.squall.world.WorldException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Engines that judge histories: this project's checkers, Knossos or Elle, or two of them. Closing ends the processes of
 * Knossos and Elle.
 *
 * @param engine the engine to use
 * @param algorithm search algorithm of Knossos
 * @param knossos connection to Knossos; empty if not used
 * @param elle connection to Elle; empty if not used
 * @param disagreements folder for histories on which the engines disagree
 */
public record Engines(
        Engine engine, KnossosAlgorithm algorithm, Optional<Knossos> knossos, Optional<Elle> elle, Path disagreements)
        implements AutoCloseable {

    /** Choice of engines: Knossos is for linearizability, and Elle for transactions. */
    public enum Engine {
        SQUALL,
        KNOSSOS,
        ELLE,
        BOTH
    }

    /** Returns the choice of this project's checkers only. */
    static Engines ours() {
        return new Engines(
                Engine.SQUALL, KnossosAlgorithm.COMPETITION, Optional.empty(), Optional.empty(), Path.of(""));
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
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            HistoryWriter.write(history, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keep(text.toByteArray());
    }

    /**
     * Saves the text of a history on which the engines disagree, and returns the file.
     *
     * @throws WorldException if the file cannot be written
     */
    public Path keep(byte[] history) {
        try {
            Files.createDirectories(disagreements);
            Path file = Files.createTempFile(disagreements, "history-", ".edn");
            Files.write(file, history);
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
        elle.ifPresent(Elle::close);
    }
}

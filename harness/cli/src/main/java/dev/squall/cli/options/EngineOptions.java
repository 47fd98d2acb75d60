package dev.squall.cli.options;

import dev.squall.check.linear.model.Models;
import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.cli.check.CheckModels;
import dev.squall.cli.check.Engines;
import dev.squall.jepsen.Elle;
import dev.squall.jepsen.JepsenClasspath;
import dev.squall.jepsen.Knossos;
import dev.squall.jepsen.KnossosAlgorithm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that select the engine for a verdict. */
public final class EngineOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--engine",
            paramLabel = "squall|knossos|elle|both",
            description = "Who decides (default: squall): Knossos knows linearizability, and Elle transactions. Both:"
                    + " a disagreement is an error, and the history is kept; what Elle only fails to find is told.")
    private Engines.Engine engine = Engines.Engine.SQUALL;

    @Option(
            names = "--knossos-algorithm",
            paramLabel = "competition|linear|wgl",
            description = "How Knossos searches (default: competition).")
    private KnossosAlgorithm algorithm = KnossosAlgorithm.COMPETITION;

    @Option(
            names = "--jepsen-classpath",
            paramLabel = "PATH",
            description = "Where Knossos or Elle and all that they need are: jars, folders, and FOLDER/* for jars in a"
                    + " folder.")
    private String classpath;

    /**
     * Returns the engines for histories of a model.
     *
     * @param level isolation level to decide; empty for all
     * @param disagreements the folder for histories on which the engines disagree
     * @throws ParameterException if an engine is selected but is missing or does not support the model or the level
     */
    public Engines engines(CheckModels.Named model, Optional<IsolationLevel> level, Path disagreements) {
        boolean isOfTransactions =
                Arrays.stream(Kind.values()).anyMatch(kind -> kind.model().equals(model.name()));
        return isOfTransactions && engine != Engines.Engine.KNOSSOS
                ? new Engines(engine, algorithm, Optional.empty(), elle(model, level), disagreements)
                : new Engines(engine, algorithm, knossos(model), Optional.empty(), disagreements);
    }

    private Optional<Elle> elle(CheckModels.Named model, Optional<IsolationLevel> level) {
        if (engine == Engines.Engine.SQUALL) {
            return Optional.empty();
        }
        if (model.name().equals(Kind.SET_ADD.model())) {
            throw failure(given(model.name()) + ", and Elle has no sets; expected --model list-append or rw-register");
        }
        if (level.isPresent() && Elle.levelName(level.get()).isEmpty()) {
            throw failure(given(level.get().name()) + ", which Elle does not have; expected one of "
                    + Elle.levels().stream().map(IsolationLevel::name).collect(Collectors.joining(", ")));
        }
        JepsenClasspath found = found();
        if (!found.hasElle()) {
            throw failure(JepsenClasspath.howToGetElle());
        }
        return Optional.of(new Elle(found));
    }

    private Optional<Knossos> knossos(CheckModels.Named model) {
        if (engine == Engines.Engine.SQUALL) {
            return Optional.empty();
        }
        if (engine == Engines.Engine.ELLE) {
            throw failure(given(model.name()) + ", and Elle checks transactions only; expected --model list-append or"
                    + " rw-register");
        }
        if (!model.provable()) {
            throw failure(given(model.name()) + ", and Knossos checks linearizability only; expected one of "
                    + Models.all().stream().map(Models.Named::name).collect(Collectors.joining(", ")));
        }
        JepsenClasspath found = found();
        if (!found.hasKnossos()) {
            throw failure(JepsenClasspath.howToGetKnossos());
        }
        return Optional.of(new Knossos(found));
    }

    private String given(String what) {
        return "--engine " + engine.name().toLowerCase(Locale.ROOT) + " was given for " + what;
    }

    private JepsenClasspath found() {
        try {
            return classpath == null ? JepsenClasspath.ofProperty() : JepsenClasspath.parse(classpath);
        } catch (IllegalArgumentException e) {
            throw failure(e.getMessage());
        }
    }

    private ParameterException failure(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

package dev.squall.cli.options;

import dev.squall.check.linear.model.Models;
import dev.squall.cli.check.CheckModels;
import dev.squall.cli.check.Engines;
import dev.squall.jepsen.JepsenClasspath;
import dev.squall.jepsen.Knossos;
import dev.squall.jepsen.KnossosAlgorithm;
import java.nio.file.Path;
import java.util.Optional;
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
            paramLabel = "squall|knossos|both",
            description = "Who decides linearizability (default: squall). Both: a disagreement is an error, and the"
                    + " history is kept.")
    private Engines.Engine engine = Engines.Engine.SQUALL;

    @Option(
            names = "--knossos-algorithm",
            paramLabel = "competition|linear|wgl",
            description = "How Knossos searches (default: competition).")
    private KnossosAlgorithm algorithm = KnossosAlgorithm.COMPETITION;

    @Option(
            names = "--jepsen-classpath",
            paramLabel = "PATH",
            description = "Where Knossos and all that it needs are: jars, folders, and FOLDER/* for jars in a folder.")
    private String classpath;

    /**
     * Returns the engines for histories of a model.
     *
     * @param disagreements the folder for histories on which the engines disagree
     * @throws ParameterException if Knossos is selected but is missing or does not support the model
     */
    public Engines engines(CheckModels.Named model, Path disagreements) {
        return new Engines(engine, algorithm, knossos(model), disagreements);
    }

    private Optional<Knossos> knossos(CheckModels.Named model) {
        if (engine == Engines.Engine.SQUALL) {
            return Optional.empty();
        }
        if (!model.provable()) {
            throw failure("--engine " + engine.name().toLowerCase(java.util.Locale.ROOT)
                    + " was given for " + model.name() + ", and Knossos checks linearizability only; expected one of "
                    + String.join(
                            ", ", Models.all().stream().map(Models.Named::name).toList()));
        }
        JepsenClasspath found;
        try {
            found = classpath == null ? JepsenClasspath.ofProperty() : JepsenClasspath.parse(classpath);
        } catch (IllegalArgumentException e) {
            throw failure(e.getMessage());
        }
        if (!found.hasKnossos()) {
            throw failure(JepsenClasspath.howToGetKnossos());
        }
        return Optional.of(new Knossos(found));
    }

    private ParameterException failure(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

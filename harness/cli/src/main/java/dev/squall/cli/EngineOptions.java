package dev.squall.cli;

import dev.squall.check.linear.model.Models;
import dev.squall.jepsen.JepsenClasspath;
import dev.squall.jepsen.Knossos;
import dev.squall.jepsen.KnossosAlgorithm;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who is asked for a verdict. */
final class EngineOptions {

    /** The engines for linearizability. */
    enum Engine {
        SQUALL,
        KNOSSOS,
        BOTH
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--engine",
            paramLabel = "squall|knossos|both",
            description = "Who decides linearizability (default: squall). Both: a disagreement is an error, and the"
                    + " history is kept.")
    private Engine engine = Engine.SQUALL;

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

    Engine engine() {
        return engine;
    }

    /**
     * Knossos, if it is to be asked; empty if not.
     *
     * @throws ParameterException if it is missing, or has no such model
     */
    Optional<Knossos> knossos(CheckModels.Named model) {
        if (engine == Engine.SQUALL) {
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

    /** What Knossos is asked about a history. */
    Knossos.Question question(CheckModels.Named model, Optional<CheckModels.Initial> initial, boolean keyed) {
        Object begin = initial.map(CheckModels.Initial::value)
                .orElseGet(() -> Models.named(model.name()).initialValue());
        return new Knossos.Question(model.name(), begin, keyed, algorithm);
    }
}

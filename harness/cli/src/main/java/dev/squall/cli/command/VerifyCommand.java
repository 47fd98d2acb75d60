package dev.squall.cli.command;

import dev.squall.check.linear.certificate.Confirmation;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.experiment.Outcome;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.HistoryReader;
import dev.squall.run.RunFolder;
import dev.squall.run.StoredCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code squall verify}, which verifies a stored certificate against its history. */
@Command(
        name = "verify",
        description = "Verifies a stored certificate against the operations of a history, without a search.",
        footer = "Exits with 0 if the certificate proves that the history is linearizable, 1 if that it is not,"
                + " 2 if it is too large to verify, 255 if it proves nothing.",
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN|FILE", description = "The folder of a run, or a certificate.json.")
    private Path place;

    @Option(names = "--history", paramLabel = "FILE", description = "The history; by default history.edn beside it.")
    private Path historyFile;

    @Override
    public Integer call() {
        Path file = Files.isDirectory(place) ? place.resolve(RunFolder.CERTIFICATE_FILE) : place;
        Path operations = historyFile == null ? file.resolveSibling(RunFolder.HISTORY_FILE) : historyFile;
        try {
            StoredCertificate stored = StoredCertificate.read(required(file));
            History history = HistoryReader.readCut(required(operations)).history();
            Confirmation confirmation = stored.verify(history);
            boolean violation = stored.certificate() instanceof Counterexample;
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s of a %s, model %s, %,d operations: %s%n",
                            violation ? "counterexample" : "linearization",
                            violation ? "violation" : "valid history",
                            stored.model(),
                            history.size(),
                            confirmation.words());
            spec.commandLine().getOut().flush();
            return switch (confirmation.outcome()) {
                case CONFIRMED -> (violation ? Outcome.VIOLATION : Outcome.VALID).exitCode();
                case TOO_LARGE -> Outcome.UNKNOWN.exitCode();
                case REFUTED -> Outcome.ERROR.exitCode();
            };
        } catch (HistoryFormatException | IllegalArgumentException | IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot verify " + place + ": " + e.getMessage(), e);
        }
    }

    private Path required(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("found no file " + file
                    + ", expected a run with a certificate (squall run writes one where a verdict on linearizability"
                    + " was"
                    + " confirmed)");
        }
        return file;
    }
}

package dev.squall.cli;

import dev.squall.cli.options.CommandLines;
import dev.squall.cli.print.Progress;
import dev.squall.cli.print.ScenarioText;
import dev.squall.experiment.Outcome;
import dev.squall.scenario.Scenario;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "gallery",
        description = "Makes the gallery again: for each flaw of the catalogue the smallest run found that shows it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class GalleryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SYSTEM", description = "Flawed systems of squall list (default: all).", arity = "0..*")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Where it is kept (default: histories/gallery beside the launcher).")
    private Path folder =
            Path.of(System.getProperty("squall.runs", "histories/runs")).resolveSibling("gallery");

    @Option(names = "--threads", paramLabel = "N", description = "Seeds at work at once (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() {
        if (threads < 1 || threads > CommandLines.THREADS_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--threads is " + threads + "; expected at least 1 and at most " + CommandLines.THREADS_MAX);
        }
        List<Exhibit> exhibits = exhibits();
        Gallery gallery = new Gallery(folder);
        boolean complete = true;
        for (Exhibit exhibit : exhibits) {
            complete &= make(exhibit, gallery);
        }
        return complete ? Outcome.VALID.exitCode() : Outcome.VACUOUS.exitCode();
    }

    private List<Exhibit> exhibits() {
        List<Exhibit> all = Exhibit.all();
        List<String> known =
                all.stream().map(exhibit -> exhibit.system().name()).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "the gallery has no '" + name + "'; expected some of " + String.join(", ", known));
            }
        }
        return all.stream()
                .filter(exhibit ->
                        names.isEmpty() || names.contains(exhibit.system().name()))
                .toList();
    }

    /** Whether there is something to show; if not, what the gallery had before is left as it was. */
    private boolean make(Exhibit exhibit, Gallery gallery) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        String name = exhibit.system().name();
        long startNanos = System.nanoTime();
        Optional<Scenario> found;
        try (Progress progress = Progress.of(out, false)) {
            found = exhibit.find(threads, seeds -> progress.report(() -> name + ": " + seeds + " seeds"));
        }
        if (found.isEmpty()) {
            err.println("squall: " + name + " was not caught with " + exhibit.anomaly()
                    + " by its claim's sweep; see squall lectures "
                    + exhibit.claim().id());
            return false;
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        gallery.keep(exhibit, found.get());
        out.printf(
                Locale.ROOT, "%s: %s; found in %.1f s%n", exhibit.anomaly(), ScenarioText.size(found.get()), seconds);
        out.flush();
        return true;
    }
}

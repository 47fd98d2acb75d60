package dev.squall.cli.command;

import dev.squall.claims.Gallery;
import dev.squall.claims.GalleryEntry;
import dev.squall.cli.options.Candidates;
import dev.squall.cli.options.CommandLines;
import dev.squall.cli.print.Progress;
import dev.squall.cli.print.ScenarioText;
import dev.squall.experiment.Outcome;
import dev.squall.report.RunPage;
import dev.squall.report.page.ReportException;
import dev.squall.scenario.Scenario;
import dev.squall.system.NearestNames;
import dev.squall.world.WorldException;
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
public final class GalleryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SYSTEM",
            completionCandidates = Candidates.OfFlaws.class,
            description = "Flawed systems of squall list (default: all).",
            arity = "0..*")
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
        List<GalleryEntry> entries = entries();
        Gallery gallery = new Gallery(folder, GalleryCommand::page);
        boolean complete = true;
        for (GalleryEntry entry : entries) {
            complete &= make(entry, gallery);
        }
        return complete ? Outcome.VALID.exitCode() : Outcome.VACUOUS.exitCode();
    }

    private List<GalleryEntry> entries() {
        List<GalleryEntry> all = GalleryEntry.all();
        List<String> known = all.stream().map(entry -> entry.system().name()).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "the gallery has no '" + name + "'; "
                                + NearestNames.didYouMean(name, known, "expected some of " + String.join(", ", known)));
            }
        }
        return all.stream()
                .filter(entry ->
                        names.isEmpty() || names.contains(entry.system().name()))
                .toList();
    }

    private static Path page(Path runFolder) {
        try {
            return RunPage.write(runFolder);
        } catch (ReportException e) {
            throw new WorldException(e.getMessage(), e);
        }
    }

    /**
     * Finds and saves the scenario of an entry. Returns false and leaves the gallery unchanged if no scenario is found.
     */
    private boolean make(GalleryEntry entry, Gallery gallery) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        String name = entry.system().name();
        long startNanos = System.nanoTime();
        Optional<Scenario> found;
        try (Progress progress = Progress.of(out, false)) {
            found = entry.find(threads, seeds -> progress.report(() -> name + ": " + seeds + " seeds"));
        }
        if (found.isEmpty()) {
            err.println("squall: " + name + " was not caught with " + entry.anomaly()
                    + " by its claim's sweep; see squall lectures "
                    + entry.claim().id());
            return false;
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        gallery.keep(entry, found.get());
        out.printf(Locale.ROOT, "%s: %s; found in %.1f s%n", entry.anomaly(), ScenarioText.size(found.get()), seconds);
        out.flush();
        return true;
    }
}

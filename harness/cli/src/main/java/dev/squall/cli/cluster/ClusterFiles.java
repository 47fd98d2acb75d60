package dev.squall.cli.cluster;

import dev.squall.cli.check.FileCheck;
import dev.squall.cli.print.JsonOutput;
import dev.squall.cli.print.Progress;
import dev.squall.experiment.Outcome;
import dev.squall.history.PlainText;
import dev.squall.run.cluster.CheckEngine;
import dev.squall.run.cluster.CheckPlan;
import dev.squall.run.cluster.FileTotals;
import dev.squall.run.cluster.SweepEngines;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Check of history files on the machines of a cluster. */
public final class ClusterFiles {

    private static final Set<String> OPTIONS =
            Set.of("--on", "--model", "--initial", "--keyed", "--timeout", "--memory", "--json");
    private static final Set<String> MODELS = Set.of("cas-register", "register");
    private static final Pattern NAME = Pattern.compile(".+\\.edn(\\.gz)?");

    private final List<Path> files;
    private final ModelCheck check;
    private final CheckEngine engine;

    private final String address;

    private ClusterFiles(List<Path> files, ModelCheck check, CheckEngine engine, String address) {
        this.files = List.copyOf(files);
        this.check = check;
        this.engine = engine;
        this.address = address;
    }

    /** @throws ParameterException if a cluster cannot take the options or the files, or no engine serves the address */
    public static ClusterFiles of(
            List<Path> files, ModelCheck check, FileCheck.Keyed keyed, String address, CommandLine line) {
        Set<String> given = line.getParseResult().matchedOptionsSet().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet());
        problem(given, check, keyed, files).ifPresent(problem -> {
            throw new ParameterException(line, problem);
        });
        CheckEngine engine = SweepEngines.forChecks(address)
                .orElseThrow(() -> new ParameterException(
                        line,
                        "no engine for checks serves '" + address
                                + "'; expected an address such as spark://HOST:7077"));
        return new ClusterFiles(files, check, engine, address);
    }

    /**
     * Returns the sentence about options or files that a cluster cannot take; empty if there is none.
     *
     * @param given longest names of the given options
     */
    private static Optional<String> problem(
            Set<String> given, ModelCheck check, FileCheck.Keyed keyed, List<Path> files) {
        Optional<String> other =
                given.stream().filter(name -> !OPTIONS.contains(name)).sorted().findFirst();
        if (other.isPresent()) {
            return Optional.of(other.get() + " is not for --on; expected a check on this machine");
        }
        if (!MODELS.contains(check.model())) {
            return Optional.of("--model " + check.model() + " is not for --on; expected cas-register or register");
        }
        if (keyed == FileCheck.Keyed.AUTO) {
            return Optional.of(
                    "--on reads files in splits, which do not show if values are [key value]; expected --keyed"
                            + " yes or --keyed no");
        }
        return files.stream()
                .filter(file -> !NAME.matcher(file.toString()).matches() || !Files.isReadable(file))
                .findFirst()
                .map(file -> "--on cannot read " + PlainText.of(file.toString())
                        + "; expected files *.edn or *.edn.gz with one operation a line");
    }

    /** Ends the check early. Thread-safe. */
    public void stop() {
        engine.stop();
    }

    /** Checks the files; returns their results in the given order, or an empty list after a stop. */
    public List<ClusterCheck> run(PrintWriter out, boolean json) {
        try (Progress progress = Progress.of(out, json)) {
            return run(progress);
        }
    }

    private List<ClusterCheck> run(Progress progress) {
        List<String> paths = files.stream()
                .map(file -> file.toAbsolutePath().toUri().toString())
                .toList();
        List<FileTotals> totals = engine.run(
                new CheckPlan(paths, check.keyed(), check),
                address,
                done -> progress.report(() -> done + " parts of the histories checked"));
        List<ClusterCheck> checked = new ArrayList<>();
        for (int i = 0; i < totals.size(); i++) {
            checked.add(new ClusterCheck(files.get(i), totals.get(i), check.checker(), check.keyed()));
        }
        return checked;
    }

    /**
     * Prints results, and returns the exit code of the most severe outcome.
     *
     * @param jsonOut receives the results as JSON; null for none
     */
    public static int print(List<ClusterCheck> checked, PrintWriter out, PrintWriter jsonOut) {
        checked.forEach(each -> each.print(out));
        Outcome worst =
                Outcome.worst(checked.stream().map(ClusterCheck::outcome).toList());
        if (jsonOut != null) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("outcome", worst.word());
            summary.put("files", checked.stream().map(ClusterCheck::toJson).toList());
            JsonOutput.print(summary, jsonOut);
        }
        return worst.exitCode();
    }
}

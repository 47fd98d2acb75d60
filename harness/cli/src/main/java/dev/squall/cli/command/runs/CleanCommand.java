package dev.squall.cli.command.runs;

import dev.squall.cli.command.runs.KeptRuns.KeptRun;
import dev.squall.cli.options.DurationConverter;
import dev.squall.report.index.IndexPage;
import dev.squall.report.page.ReportException;
import dev.squall.world.WorldException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "clean",
        description =
                "Deletes kept runs by age, number or size. Runs with a violation stay, unless --violations is given.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CleanCommand implements Callable<Integer> {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmgKMG])");

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "A folder of runs (default: histories/runs beside the launcher).")
    private Path folder = Path.of(System.getProperty("squall.runs", "histories/runs"));

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Delete runs that began longer ago, such as 168h.")
    private Duration age;

    @Option(names = "--keep", paramLabel = "N", description = "Delete all but the latest N runs.")
    private Integer keep;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "Delete the oldest runs until the others have at most this size, such as 500m or 2g.")
    private String size;

    @Option(names = "--violations", description = "Delete runs with a violation too.")
    private boolean violations;

    @Option(names = "--dry-run", description = "Only print what would be deleted.")
    private boolean dry;

    @Override
    public Integer call() {
        requireOptions();
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<KeptRun> runs = KeptRuns.in(folder);
            List<KeptRun> excess = excess(runs);
            for (KeptRun run : excess) {
                out.println(run.folder());
                if (!dry) {
                    KeptRuns.delete(run);
                    KeptRuns.tidy(folder, run.folder().getParent());
                }
            }
            if (!dry && !excess.isEmpty() && Files.isRegularFile(folder.resolve(IndexPage.INDEX_FILE))) {
                IndexPage.write(folder, complaint -> spec.commandLine().getErr().println("squall: " + complaint));
            }
            long bytes = excess.stream().mapToLong(KeptRun::bytes).sum();
            out.printf(
                    Locale.ROOT,
                    "%s %d of %d runs, %.1f MB%n",
                    dry ? "would delete" : "deleted",
                    excess.size(),
                    runs.size(),
                    bytes / 1e6);
            return 0;
        } catch (ReportException | WorldException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void requireOptions() {
        if (age == null && keep == null && size == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "nothing says which runs to delete; expected --older-than TIME, --keep N or --size SIZE");
        }
        if (keep != null && keep < 0) {
            throw new ParameterException(spec.commandLine(), "--keep is " + keep + "; expected at least 0");
        }
    }

    /** Returns the runs to delete: those that any of the options excludes. */
    private List<KeptRun> excess(List<KeptRun> runs) {
        Instant oldest = age == null ? Instant.MIN : Instant.now().minus(age);
        int numberMax = keep == null ? Integer.MAX_VALUE : keep;
        long bytesMax = size == null ? Long.MAX_VALUE : bytes();
        List<KeptRun> excess = new ArrayList<>();
        int number = 0;
        long bytes = 0;
        for (KeptRun run : runs) {
            boolean isExcess = run.begun().isBefore(oldest) || number >= numberMax || bytes + run.bytes() > bytesMax;
            if (isExcess && (violations || !run.isViolation())) {
                excess.add(run);
            } else {
                number++;
                bytes += run.bytes();
            }
        }
        return excess;
    }

    private long bytes() {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "'" + size + "' is no size; expected a number and k, m or g, such as 500m");
        }
        int shift =
                switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                    case "k" -> 10;
                    case "m" -> 20;
                    default -> 30;
                };
        return Long.parseLong(matcher.group(1)) << shift;
    }
}

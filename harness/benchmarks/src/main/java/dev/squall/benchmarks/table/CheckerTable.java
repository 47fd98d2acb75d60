package dev.squall.benchmarks.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times every case in its own virtual machine, whose heap holds both the history and the check. Writes the results
 * between two marks of a Markdown file.
 */
@Command(
        name = "checker-table",
        description = "Times the checkers and writes the table into a README.",
        mixinStandardHelpOptions = true)
public final class CheckerTable implements Callable<Integer> {

    /** Output of a virtual machine whose case cannot be made: at some sizes no read can be stale, for instance. */
    private static final String NO_SUCH_HISTORY = "no such history";

    private static final int LINES = 2_000_000;

    @Option(names = "--histories", description = "A folder of recorded histories; without it these rows are left out.")
    private Path histories;

    @Option(names = "--write", description = "The Markdown file to write to; else standard output.")
    private Path file;

    @Option(names = "--only", description = "Only cases whose name matches this regular expression.")
    private Pattern only = Pattern.compile("");

    @Option(names = "--heap", description = "Heap of each virtual machine (default: ${DEFAULT-VALUE}).")
    private String heap = "1g";

    @Option(names = "--case", hidden = true, description = "Times one case in this virtual machine.")
    private String single;

    @Option(names = "--reading", hidden = true, description = "Times reading in this virtual machine.")
    private boolean reading;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CheckerTable()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (reading) {
            System.out.println(ReadingTiming.of(LINES / 10));
            System.out.println(ReadingTiming.of(LINES));
            return 0;
        }
        List<Case> cases = cases();
        if (single != null) {
            Case subject = cases.stream()
                    .filter(candidate -> candidate.name().equals(single))
                    .findFirst()
                    .orElseThrow();
            try {
                System.out.println(Timing.of(subject).toLine());
            } catch (IllegalStateException e) {
                System.out.println(NO_SUCH_HISTORY);
            }
            return 0;
        }
        return timeAll(cases);
    }

    private int timeAll(List<Case> cases) throws IOException, InterruptedException {
        MarkdownTable table = new MarkdownTable(heap);
        for (Case subject : cases) {
            if (only.matcher(subject.name()).find()) {
                List<String> lines = child("--case", subject.name());
                if (lines.contains(NO_SUCH_HISTORY)) {
                    continue;
                }
                if (lines.isEmpty()) {
                    table.addFailure(subject);
                } else {
                    table.add(subject, Timing.parse(lines.get(lines.size() - 1)));
                }
                System.err.println(table.lastRow());
            }
        }
        child("--reading").forEach(table::addNote);
        if (file == null) {
            System.out.println(table.text());
        } else {
            table.writeInto(file);
        }
        return 0;
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        if (histories != null) {
            cases.addAll(new RecordedCases(histories).all());
        }
        cases.addAll(GeneratedCases.all());
        cases.addAll(GeneratedCases.frontier());
        cases.addAll(AppendCases.all());
        return cases;
    }

    /** Returns the output of a virtual machine of its own; empty if it fails. */
    private List<String> child(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                CheckerTable.class.getName()));
        if (histories != null) {
            command.addAll(List.of("--histories", histories.toString()));
        }
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = reader.lines().toList();
            return process.waitFor() == 0 ? lines : List.of();
        } finally {
            process.destroy();
        }
    }
}

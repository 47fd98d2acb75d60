package dev.squall.report;

import dev.squall.history.ClientOperation;
import dev.squall.history.Operation;
import dev.squall.report.page.ReportException;
import dev.squall.report.recorded.Calls;
import dev.squall.report.recorded.FaultTimeline;
import dev.squall.report.recorded.RunRecord;
import dev.squall.report.recorded.Violation;
import dev.squall.report.recorded.ViolationWords;
import dev.squall.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Text that shows the violations of a run on a terminal. Each violation is a table with one column per process. */
public final class ViolationText {

    private static final String GAP = "  ";
    private static final int MOST_LINES = 60;

    private final RunRecord run;
    private final Calls calls;
    private final StringBuilder out = new StringBuilder();

    private ViolationText(RunRecord run) {
        this.run = run;
        this.calls = Calls.of(run.history());
    }

    /**
     * Returns the text; each line ends with a line feed.
     *
     * @throws ReportException if the folder is not the folder of a run
     */
    public static String of(Path folder) {
        return new ViolationText(RunRecord.read(folder)).text(folder);
    }

    private String text(Path folder) {
        String outcome = run.verdict().path("outcome").asText("not judged");
        line(run.experiment().path("experiment").path("system").asText("history") + ": "
                + outcome.toUpperCase(Locale.ROOT));
        List<Violation> violations = Violation.of(run, calls);
        violations.forEach(this::describe);
        if (violations.isEmpty()) {
            line(calls.size() + " operations; no violation to show");
        }
        line("");
        line("history: " + folder.resolve(RunFolder.HISTORY_FILE));
        line("page:    " + folder.resolve(RunFolder.REPORT_FILE) + " (written by squall report " + folder + ")");
        String command = run.experiment().path("command").asText();
        if (!command.isEmpty()) {
            line("again:   " + command);
        }
        return out.toString();
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private void describe(Violation violation) {
        ViolationWords words = new ViolationWords(calls);
        line("");
        line(violation.checker() + (violation.anomaly().isEmpty() ? "" : ": " + violation.anomaly()));
        line(words.sentence(violation).toString());
        words.remainder(violation).ifPresent(more -> line(more.toString()));
        if (!violation.calls().isEmpty()) {
            line("");
            table(violation);
            faults(violation);
        }
    }

    /** Appends a table with a line for each invocation and completion, in the order of the history. */
    private void table(Violation violation) {
        TreeMap<Integer, Cell> cells = new TreeMap<>();
        TreeSet<Integer> processes = new TreeSet<>();
        for (int position : violation.calls()) {
            ClientOperation call = calls.get(position);
            processes.add(call.process());
            cells.put(call.invocation().index(), new Cell(call.invocation(), calls.request(call)));
            if (call.completion() != null) {
                boolean isLast =
                        violation.unplaceable().filter(last -> last == position).isPresent();
                cells.put(call.completion().index(), new Cell(call.completion(), end(call, isLast)));
            }
        }
        print(List.copyOf(cells.values()), new ArrayList<>(processes));
    }

    private record Cell(Operation operation, String text) {}

    private String end(ClientOperation call, boolean isLast) {
        String result = calls.result(call);
        String node = Calls.node(call).isEmpty() ? "" : " (" + Calls.node(call) + ")";
        String word = call.outcome().name().toLowerCase(Locale.ROOT);
        return "-> " + word + (result.isEmpty() ? "" : " " + result) + node + (isLast ? "  <- has no place" : "");
    }

    private void print(List<Cell> cells, List<Integer> processes) {
        int[] widths = processes.stream()
                .mapToInt(process -> Math.max(
                        ("process " + process).length(),
                        cells.stream()
                                .filter(cell -> cell.operation().process() == process)
                                .mapToInt(cell -> cell.text().length())
                                .max()
                                .orElse(0)))
                .toArray();
        StringBuilder heading = new StringBuilder(String.format(Locale.ROOT, "%8s%s%12s", "index", GAP, "ms"));
        for (int i = 0; i < widths.length; i++) {
            heading.append(GAP).append(padded("process " + processes.get(i), widths[i]));
        }
        line(heading.toString());
        for (Cell cell : cells.subList(0, Math.min(MOST_LINES, cells.size()))) {
            StringBuilder row = new StringBuilder(String.format(
                    Locale.ROOT, "%8d%s%12.3f", cell.operation().index(), GAP, Calls.millis(cell.operation())));
            for (int i = 0; i < widths.length; i++) {
                boolean here = cell.operation().process() == processes.get(i);
                row.append(GAP).append(padded(here ? cell.text() : "", widths[i]));
            }
            line(row.toString());
        }
        if (cells.size() > MOST_LINES) {
            line("and " + (cells.size() - MOST_LINES) + " more lines; the page shows them all");
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private void faults(Violation violation) {
        double from = Calls.millis(calls.get(violation.calls().get(0)).invocation());
        ClientOperation last = calls.get(violation.calls().get(violation.calls().size() - 1));
        double until = Calls.millis(last.completion() == null ? last.invocation() : last.completion());
        String inForce = FaultTimeline.bands(run.history()).stream()
                .filter(band -> band.fromMillis() <= until && band.untilMillis() >= from)
                .map(band -> String.format(
                        Locale.ROOT,
                        "%s %s from %.3f to %.3f ms",
                        band.family(),
                        band.words(),
                        band.fromMillis(),
                        band.untilMillis()))
                .collect(Collectors.joining("; "));
        line("");
        line("faults in force: " + (inForce.isEmpty() ? "none" : inForce));
    }
}

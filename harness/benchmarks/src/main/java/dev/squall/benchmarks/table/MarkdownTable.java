package dev.squall.benchmarks.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as Markdown, one table for each set of cases. */
final class MarkdownTable {

    private static final String HEAD =
            "| history | operations | verdict | method | first, ms | warm, ms | others, same work |\n"
                    + "|---|---|---|---|---|---|---|\n";

    private final String heap;
    private final Map<String, StringBuilder> rowsBySet = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private String lastRow = "";

    /** @param heap heap of each virtual machine, in Java's notation */
    MarkdownTable(String heap) {
        this.heap = heap;
    }

    void add(Case subject, Timing timing) {
        row(
                subject,
                String.format(
                        Locale.ROOT,
                        "%,d | %s | %s | %s | %s",
                        timing.operations(),
                        timing.verdicts(),
                        timing.methods(),
                        millis(timing.firstMillis()),
                        millis(timing.medianMillis())));
    }

    /** Adds a row for a case whose virtual machine failed. */
    void addFailure(Case subject) {
        row(subject, "| out of memory in " + heap + " | | |");
    }

    void addNote(String note) {
        notes.add(note);
    }

    private void row(Case subject, String columns) {
        lastRow = "| " + subject.name() + " | " + columns + " | " + subject.peers() + " |";
        rowsBySet
                .computeIfAbsent(subject.set(), set -> new StringBuilder())
                .append(lastRow)
                .append('\n');
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%,.0f", millis);
    }

    String lastRow() {
        return lastRow;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Measured with Java %s on %d cores (%s %s); each row in a virtual machine of its own with -Xmx%s, which"
                        + " holds the history and the check together.%n",
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                heap));
        rowsBySet.forEach((set, rows) -> text.append("\n### Histories that were ")
                .append(set)
                .append("\n\n")
                .append(HEAD)
                .append(rows));
        if (!notes.isEmpty()) {
            text.append("\n### Reading EDN, one thread\n\n");
            notes.forEach(note -> text.append("- ").append(note).append('\n'));
        }
        return text.toString();
    }

    /**
     * Replaces the text between the marks by the tables.
     *
     * @throws IOException if the file cannot be read or written
     * @throws IllegalArgumentException if the file does not contain the marks
     */
    void writeInto(Path file) throws IOException {
        new MarkedText("CheckerTable").replace(file, text());
    }
}

package dev.squall.report;

import dev.squall.history.History;
import dev.squall.report.page.ReportException;
import dev.squall.report.recorded.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A history from anywhere with the verdicts on it, for a page with the sections of a run's page that need no more than
 * a history: verdict, counterexample, timeline and plots.
 *
 * @param file the history's file, which the page only names
 * @param origin facts about the file and the check, by name; {@code file} is the page's title, and {@code command} is
 *     the line that repeats the check
 * @param verdict verdicts with the fields of {@code verdict.json}: {@code outcome}, {@code verdicts}, {@code vacuous}
 * @param history the judged history, to which the verdicts' indexes refer
 * @param notes sentences about how the file was read
 */
public record HistoryPage(
        Path file, Map<String, Object> origin, Map<String, Object> verdict, History history, List<String> notes) {

    /**
     * Writes the page atomically; the same values always give the same bytes.
     *
     * @throws ReportException if the file cannot be written
     */
    public Path write(Path target) {
        return RunPage.write(RunRecord.ofHistory(file, origin, verdict, history, notes), target);
    }
}

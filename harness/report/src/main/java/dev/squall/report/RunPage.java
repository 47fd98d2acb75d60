package dev.squall.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.report.diagram.HistorySection;
import dev.squall.report.diagram.SpaceTimeSection;
import dev.squall.report.page.Columns;
import dev.squall.report.page.Html;
import dev.squall.report.page.Page;
import dev.squall.report.page.ReportException;
import dev.squall.report.page.Section;
import dev.squall.report.plot.PlotsSection;
import dev.squall.report.recorded.Calls;
import dev.squall.report.recorded.RunRecord;
import dev.squall.report.recorded.Violation;
import dev.squall.report.story.StorySection;
import dev.squall.run.RunFolder;
import dev.squall.system.Systems;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Report page of one run: {@code report.html} in the run's folder. */
public final class RunPage {

    private RunPage() {}

    /**
     * Renders the page of the run in {@code folder} into the folder; the file is written atomically.
     *
     * @return path of the page
     * @throws ReportException if the folder is not the folder of a run, or cannot be written
     */
    public static Path write(Path folder) {
        return write(folder, folder.resolve(RunFolder.REPORT_FILE));
    }

    /** Renders the page of the run in {@code folder} into another file. */
    public static Path write(Path folder, Path target) {
        return write(RunRecord.read(folder), target);
    }

    /** Writes the page of a run or of another history; the file is written atomically. */
    static Path write(RunRecord run, Path target) {
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(temporary)) {
                page(run).write(out);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            discard(temporary);
            throw new ReportException("cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Failing to delete the temporary file is ignored; the failed write is reported.
        }
    }

    private static Page page(RunRecord run) {
        JsonNode experiment = run.experiment().path("experiment");
        String title =
                experiment.path("system").asText(run.experiment().path("file").asText("history")) + ": "
                        + run.verdict().path("outcome").asText("not judged");
        return new Page(title, "<h1>" + Html.escape(title) + "</h1>\n", sections(run));
    }

    /** Renders the sections in parallel, since they are independent of each other. */
    private static List<Section> sections(RunRecord run) {
        Calls calls = Calls.of(run.history());
        List<Violation> violations = Violation.of(run, calls);
        List<Supplier<Optional<Section>>> sections = List.of(
                () -> StorySection.of(run, calls, violations, Systems.installed()),
                () -> Optional.of(VerdictSection.of(run, calls, violations)),
                () -> Optional.of(HistorySection.of(run, calls, violations)),
                () -> TextSection.of(run),
                () -> SpaceTimeSection.of(run, calls, violations),
                () -> Optional.of(PlotsSection.of(run, calls)),
                () -> Optional.of(ProvenanceSection.of(run)));
        return sections.parallelStream()
                .map(RunPage::encoded)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Section> encoded(Supplier<Optional<Section>> maker) {
        Optional<Section> made = maker.get();
        made.ifPresent(section -> section.data().forEach(Columns::encode));
        return made;
    }
}

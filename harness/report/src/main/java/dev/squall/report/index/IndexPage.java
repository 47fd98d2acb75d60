package dev.squall.report.index;

import dev.squall.report.RunPage;
import dev.squall.report.page.Page;
import dev.squall.report.page.ReportException;
import dev.squall.report.page.Section;
import dev.squall.run.RunFolder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Index page of many runs: {@code index.html} in the parent folder of their folders. */
public final class IndexPage {

    public static final String INDEX_FILE = "index.html";

    /** File with the results of the claims: the output of {@code squall lectures --json}. */
    public static final String LECTURES_FILE = "lectures.json";

    private static final String TITLE = "Squall: runs";
    private static final int HEAD_BYTES = 1 << 15;

    private IndexPage() {}

    /** Returns true if the folder is that of one run. */
    public static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(RunFolder.HISTORY_FILE))
                || Files.isRegularFile(folder.resolve(RunFolder.EXPERIMENT_FILE));
    }

    /**
     * Renders the index page of the runs in {@code folder}, after the report page of each judged run whose page is
     * missing or outdated. The index page is written atomically.
     *
     * @param complain receives a sentence about each run whose page cannot be rendered; such a run is listed without a
     *     page
     * @return path of the index page
     * @throws ReportException if the folder does not exist, cannot be written, or has an {@code index.html} that Squall
     *     did not write
     */
    public static Path write(Path folder, Consumer<String> complain) {
        Path target = folder.resolve(INDEX_FILE);
        requireOwn(target);
        for (Path run : RunsFolder.runFolders(folder)) {
            if (Files.isRegularFile(run.resolve(RunFolder.VERDICT_FILE)) && !Freshness.isFresh(run)) {
                try {
                    RunPage.write(run);
                } catch (ReportException e) {
                    complain.accept(e.getMessage());
                }
            }
        }
        RunsFolder runs =
                RunsFolder.read(folder, run -> Files.isRegularFile(run.resolve(RunFolder.REPORT_FILE)), run -> false);
        Path temporary = folder.resolve(INDEX_FILE + ".tmp");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(temporary)) {
                page(runs).write(out);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw new ReportException("cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    private static void requireOwn(Path index) {
        if (!Files.exists(index)) {
            return;
        }
        try (InputStream in = Files.newInputStream(index)) {
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
            if (!head.contains("<title>" + TITLE + "</title>")) {
                throw new ReportException(
                        index + " is not an index of Squall's; expected none, or one that it may replace:"
                                + " move it away, or name the folder of the runs");
            }
        } catch (IOException e) {
            throw new ReportException("cannot read " + index + ": " + e.getMessage(), e);
        }
    }

    private static Page page(RunsFolder folder) {
        return new Page(TITLE, header(folder), sections(folder, SourceTree.around(folder.path())));
    }

    /** Returns an index page that shows runs while they are being recorded, for use by a server. */
    public static Page livePage(RunsFolder folder) {
        List<Section> sections = new ArrayList<>(sections(folder, SourceTree.NONE));
        sections.add(
                0,
                new Section(
                        "live",
                        "Live",
                        "<p role=\"status\" id=\"live-state\">This page follows the runs as they are written.</p>\n",
                        List.of()));
        return new Page(TITLE, header(folder), sections, true);
    }

    private static List<Section> sections(RunsFolder folder, SourceTree sources) {
        List<Section> sections = new ArrayList<>();
        sections.add(ClaimsSection.of(folder, sources));
        if (!folder.suites().isEmpty()) {
            sections.add(SuitesSection.of(folder));
        }
        sections.add(RunListSection.of(folder.runs()));
        sections.add(TrendsSection.of(folder.userRuns()));
        sections.add(ComparisonSection.of(folder.userRuns()));
        sections.add(new Section("index", "About", about(), List.of()));
        return sections;
    }

    private static String header(RunsFolder folder) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        folder.userRuns().forEach(run -> counts.merge(run.outcome(), 1, Integer::sum));
        StringBuilder html = new StringBuilder("<h1>" + TITLE + "</h1>\n<p id=\"outcomes\">");
        counts.forEach((outcome, count) -> html.append(String.format(Locale.ROOT, "%,d ", count))
                .append(Marks.words(outcome))
                .append(" "));
        return html.append(folder.runs().isEmpty() && folder.suites().isEmpty() ? "There is no run here yet." : "")
                .append("</p>\n")
                .toString();
    }

    private static String about() {
        return "<p>Made from the folders of the runs alone. A run\u2019s page holds all that is shown of it, and"
                + " can be mailed.</p>\n";
    }
}

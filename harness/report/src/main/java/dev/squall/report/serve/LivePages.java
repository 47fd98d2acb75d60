package dev.squall.report.serve;

import dev.squall.report.RunPage;
import dev.squall.report.index.Freshness;
import dev.squall.report.index.IndexPage;
import dev.squall.report.index.RunsFolder;
import dev.squall.report.index.SuitesSection;
import dev.squall.report.page.ReportException;
import dev.squall.run.RunFolder;
import dev.squall.run.RunLock;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Up-to-date report pages of a folder of runs. Pages that are missing or outdated in the runs' folders are rendered
 * into a temporary folder, and again only after the run has changed. Thread-safe; one thread renders at a time.
 */
final class LivePages implements AutoCloseable {

    private record Rendered(Path page, FileTime ofRun, boolean wasUnderWay) {}

    private final Path root;
    private final Path own;
    private final Map<Path, Rendered> renderedByRun = new HashMap<>();
    private int rendered;
    private String indexState = "";
    private String index = "";

    private LivePages(Path root, Path own) {
        this.root = root;
        this.own = own;
    }

    static LivePages of(Path root) {
        try {
            return new LivePages(root, Files.createTempDirectory("squall-pages"));
        } catch (IOException e) {
            throw new ReportException("cannot make a folder for pages: " + e.getMessage(), e);
        }
    }

    /**
     * Returns true if a folder is a run's folder but not inside another run's folder, where nodes may write arbitrary
     * files.
     */
    boolean isRun(Path folder) {
        for (Path above = folder.getParent(); above != null && above.startsWith(root); above = above.getParent()) {
            if (!above.equals(root) && IndexPage.isRun(above)) {
                return false;
            }
        }
        return !folder.equals(root) && IndexPage.isRun(folder);
    }

    /** Returns true if a living process records or judges the run, or if the file system has no locks to decide it. */
    boolean isUnderWay(Path run) {
        RunLock.State state = RunLock.state(run);
        return !Files.exists(run.resolve(RunFolder.VERDICT_FILE))
                && (state == RunLock.State.UNDER_WAY || state == RunLock.State.UNCERTAIN);
    }

    /** Returns a run's report page: the page in its folder if it is up to date, or else a page rendered on demand. */
    synchronized Path page(Path run) {
        if (Freshness.isFresh(run)) {
            return run.resolve(RunFolder.REPORT_FILE);
        }
        FileTime written = Freshness.lastWritten(run);
        boolean isUnderWay = isUnderWay(run);
        Rendered known = renderedByRun.get(run);
        if (known == null || !known.ofRun().equals(written) || known.wasUnderWay() != isUnderWay) {
            Path page = known == null ? own.resolve(rendered++ + ".html") : known.page();
            renderedByRun.put(run, new Rendered(RunPage.write(run, page), written, isUnderWay));
        }
        return renderedByRun.get(run).page();
    }

    /** Returns the index page of all runs. */
    synchronized String index() {
        String state = state();
        if (!state.equals(indexState)) {
            StringWriter out = new StringWriter();
            try {
                IndexPage.livePage(RunsFolder.read(root, run -> true, this::isUnderWay))
                        .write(out);
            } catch (IOException e) {
                throw new IllegalStateException("memory cannot be written", e);
            }
            index = out.toString();
            indexState = state;
        }
        return index;
    }

    /** Returns a text that changes whenever the index page must change. */
    String state() {
        List<Object> parts = new ArrayList<>();
        for (Path run : RunsFolder.runFolders(root)) {
            parts.add(run);
            parts.add(isUnderWay(run));
            parts.add(Files.exists(run.resolve(RunFolder.VERDICT_FILE)));
        }
        for (Path suite : RunsFolder.suiteFolders(root)) {
            parts.add(suite);
            parts.add(Freshness.written(suite.resolve(SuitesSection.SUMMARY_FILE)));
        }
        parts.add(Freshness.written(root.resolve(IndexPage.LECTURES_FILE)));
        return Integer.toHexString(parts.hashCode());
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(own)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // Failing to delete the pages is ignored, since they are in a temporary folder.
        }
    }
}

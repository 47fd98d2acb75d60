package dev.squall.report.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.report.page.ReportException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Content of a folder with many runs. Symbolic links are not followed: the run behind a {@code latest} link is found in
 * its own folder.
 *
 * @param path path of the folder
 * @param runs entries of the runs, latest first, and then those that show the lectures' claims
 * @param suites summaries of suite runs, latest first
 * @param lectures results of the lectures' claims, the content of {@link IndexPage#LECTURES_FILE}; missing if the
 *     claims were not verified
 */
public record RunsFolder(Path path, List<RunEntry> runs, List<SuiteEntry> suites, JsonNode lectures) {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int DEPTH_MAX = 8;

    /** Summary of a suite run, with the path of its folder relative to the index page. */
    public record SuiteEntry(String path, JsonNode summary) {}

    public RunsFolder {
        runs = List.copyOf(runs);
        suites = List.copyOf(suites);
    }

    /** Returns the runs that a user made, without those that show the results of {@code squall lectures}. */
    List<RunEntry> userRuns() {
        return runs.stream().filter(run -> !run.isOfTrial()).toList();
    }

    /**
     * Reads a folder of runs.
     *
     * @param hasPage returns true for a run's folder if its report page is to be linked
     * @param isUnderWay returns true for a run's folder if the run is still being recorded
     * @throws ReportException if the folder does not exist or cannot be read
     */
    public static RunsFolder read(Path path, Predicate<Path> hasPage, Predicate<Path> isUnderWay) {
        Found found = find(path);
        List<RunEntry> runs = found.runs.stream()
                .map(folder -> RunEntry.read(path, folder, hasPage.test(folder), isUnderWay.test(folder)))
                .sorted(Comparator.comparing(RunEntry::isOfTrial)
                        .thenComparing(RunEntry::name, Comparator.reverseOrder())
                        .thenComparing(RunEntry::path))
                .toList();
        List<SuiteEntry> suites = found.suites.stream()
                .map(folder -> new SuiteEntry(
                        folder.equals(path)
                                ? "."
                                : path.relativize(folder).toString().replace('\\', '/'),
                        RunEntry.readJson(folder.resolve(SuitesSection.SUMMARY_FILE))))
                .filter(suite -> suite.summary().path("format").asInt() == SuitesSection.SUMMARY_FORMAT)
                .sorted(Comparator.comparing((SuiteEntry suite) ->
                                suite.summary().path("begun").asText())
                        .reversed()
                        .thenComparing(SuiteEntry::path))
                .toList();
        return new RunsFolder(path, runs, suites, RunEntry.readJson(path.resolve(IndexPage.LECTURES_FILE)));
    }

    /** Returns the folders of the runs below a folder, in the order of their names. */
    public static List<Path> runFolders(Path path) {
        return find(path).runs;
    }

    /** Returns the folders below a folder that contain the summary of a suite run. */
    public static List<Path> suiteFolders(Path path) {
        return find(path).suites;
    }

    private static Found find(Path path) {
        if (!Files.isDirectory(path)) {
            throw new ReportException("there is no folder " + path
                    + ": expected the folder of a run, or one of many, such as histories/runs");
        }
        Found found = new Found(path);
        try {
            Files.walkFileTree(path, Set.of(), DEPTH_MAX, found);
        } catch (IOException e) {
            throw new ReportException("cannot read " + path + ": " + e.getMessage(), e);
        }
        found.runs.sort(Comparator.naturalOrder());
        found.suites.sort(Comparator.naturalOrder());
        return found;
    }

    private static final class Found extends SimpleFileVisitor<Path> {

        private final Path root;
        private final List<Path> runs = new ArrayList<>();
        private final List<Path> suites = new ArrayList<>();

        Found(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && IndexPage.isRun(folder)) {
                runs.add(folder);
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (Files.isRegularFile(folder.resolve(SuitesSection.SUMMARY_FILE))) {
                suites.add(folder);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (file.equals(root)) {
                throw failure;
            }
            // Skips unreadable files, since runs may be created and deleted during the walk.
            return FileVisitResult.CONTINUE;
        }
    }
}

package dev.squall.report.index;

import dev.squall.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** Freshness of a run's report page, by comparing the page's time of writing with those of the run's files. */
public final class Freshness {

    private static final List<String> SOURCES = List.of(
            RunFolder.HISTORY_FILE,
            RunFolder.JOURNAL_FILE,
            RunFolder.MESSAGES_FILE,
            RunFolder.EXPERIMENT_FILE,
            RunFolder.VERDICT_FILE);

    private static final FileTime NEVER = FileTime.fromMillis(0);

    private Freshness() {}

    /** Returns true if the page exists and no file of the run is newer than the page. */
    public static boolean isFresh(Path run) {
        FileTime page = written(run.resolve(RunFolder.REPORT_FILE));
        return !page.equals(NEVER) && page.compareTo(lastWritten(run)) >= 0;
    }

    /** Returns the time at which a file of the run was last written; 1970 if the run has no files. */
    public static FileTime lastWritten(Path run) {
        return SOURCES.stream()
                .map(source -> written(run.resolve(source)))
                .max(FileTime::compareTo)
                .orElse(NEVER);
    }

    /** Returns the time at which a file was last written; 1970 if the file does not exist. */
    public static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return NEVER;
        }
    }
}

package dev.squall.cli.check;

import dev.squall.history.format.HistoryFormats;
import dev.squall.history.format.RecordedHistory;
import dev.squall.run.FileProblem;
import dev.squall.run.RunFolder;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reader of history files that the command line names. */
public final class HistoryFile {

    /** Path that denotes standard input. */
    static final Path STANDARD_INPUT = Path.of("-");

    private static final Pattern NAME = Pattern.compile(".+\\.(edn|log|txt|jsonl)(\\.gz)?");

    private HistoryFile() {}

    /**
     * Replaces each folder by the histories directly in it, sorted by name. A run folder stays as one history. A folder
     * without histories also stays in the list, so that its check reports an error.
     */
    public static List<Path> expand(List<Path> paths) {
        List<Path> expanded = new ArrayList<>();
        for (Path path : paths) {
            List<Path> inside = isFolderOfHistories(path) ? historiesIn(path) : List.of();
            expanded.addAll(inside.isEmpty() ? List.of(path) : inside);
        }
        return expanded;
    }

    private static boolean isFolderOfHistories(Path path) {
        return Files.isDirectory(path) && !Files.exists(path.resolve(RunFolder.HISTORY_FILE));
    }

    private static List<Path> historiesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /**
     * Reads a history in any format.
     *
     * @param path a history file, a pipe, a run folder with a history, or {@link #STANDARD_INPUT}
     * @throws dev.squall.history.HistoryFormatException if the file holds no history
     * @throws WorldException if the file cannot be read
     */
    static RecordedHistory read(Path path) {
        return HistoryFormats.parse(bytes(path));
    }

    /**
     * Returns the text of a history, uncompressed.
     *
     * @param path a path as for {@link #read}
     * @throws dev.squall.history.HistoryFormatException if the file is not text in UTF-8
     * @throws WorldException if the file cannot be read
     */
    public static byte[] text(Path path) {
        return HistoryFormats.text(bytes(path));
    }

    private static byte[] bytes(Path path) {
        boolean isFolder = Files.isDirectory(path);
        try {
            return path.equals(STANDARD_INPUT)
                    ? HistoryFormats.bytes(System.in)
                    : HistoryFormats.bytes(isFolder ? path.resolve(RunFolder.HISTORY_FILE) : path);
        } catch (NoSuchFileException e) {
            String found = isFolder
                    ? "the folder holds no " + RunFolder.HISTORY_FILE + " and no *.edn, *.log, *.txt or *.jsonl"
                    : "there is no such file";
            throw new WorldException(found + "; expected a history, a run folder or a folder of histories", e);
        } catch (IOException e) {
            throw new WorldException("the file cannot be read: " + FileProblem.of(e), e);
        }
    }
}

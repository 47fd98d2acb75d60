package dev.squall.cli.check;

import dev.squall.history.EtcdLogReader;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.KvLogReader;
import dev.squall.run.FileProblem;
import dev.squall.run.RunFolder;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out what kind of history a file holds, and reads it. */
public final class HistoryFile {

    private static final String ETCD_LOG_START = "INFO";
    private static final Pattern NAME = Pattern.compile(".+\\.(edn|log|txt)");
    private static final int BYTES_THAT_TELL = 4096;

    private HistoryFile() {}

    /**
     * A history and whether its last line was cut short, as by a harness that was killed.
     */
    public record Reading(History history, boolean truncated) {}

    /**
     * Puts the histories of a folder, those directly in it in the order of their names, in the place of the folder. A
     * run folder is one history, as is a folder in which there is none, so that it is complained of.
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
     * @param path a history, or a run folder with one in it
     * @throws dev.squall.history.HistoryFormatException if the file holds no history
     * @throws WorldException if it cannot be read
     */
    static Reading read(Path path) {
        boolean isFolder = Files.isDirectory(path);
        Path file = isFolder ? path.resolve(RunFolder.HISTORY_FILE) : path;
        try {
            byte[] start = start(file);
            if (new String(start, StandardCharsets.ISO_8859_1).startsWith(ETCD_LOG_START)) {
                return new Reading(EtcdLogReader.read(file), false);
            }
            if (KvLogReader.recognises(start)) {
                return new Reading(KvLogReader.read(file), false);
            }
            HistoryReader.Reading reading = HistoryReader.readCut(file);
            return new Reading(reading.history(), reading.truncated());
        } catch (NoSuchFileException e) {
            String found = isFolder
                    ? "the folder holds no " + RunFolder.HISTORY_FILE + " and no *.edn, *.log or *.txt"
                    : "there is no such file";
            throw new WorldException(found + "; expected a history, a run folder or a folder of histories", e);
        } catch (CharacterCodingException e) {
            throw new WorldException("the file is not text in UTF-8; expected a history", e);
        } catch (IOException e) {
            throw new WorldException("the file cannot be read: " + FileProblem.of(e), e);
        }
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BYTES_THAT_TELL);
        }
    }
}

package dev.squall.cli;

import dev.squall.cluster.WorldException;
import dev.squall.experiment.RunFolder;
import dev.squall.history.EtcdLogReader;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Finds out what kind of history a file holds, and reads it. */
final class HistoryFile {

    private static final String ETCD_LOG_START = "INFO";

    private HistoryFile() {}

    /**
     * A history and whether its last line was cut short, as by a harness that was killed.
     */
    record Reading(History history, boolean truncated) {}

    /**
     * @param path a history, or a run folder with one in it
     * @throws dev.squall.history.HistoryFormatException if the file holds no history
     * @throws WorldException if it cannot be read
     */
    static Reading read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(RunFolder.HISTORY_FILE) : path;
        try {
            if (startsAsEtcdLog(file)) {
                return new Reading(EtcdLogReader.read(file), false);
            }
            HistoryReader.Reading reading = HistoryReader.readCut(file);
            return new Reading(reading.history(), reading.truncated());
        } catch (NoSuchFileException e) {
            throw new WorldException("there is no such file; expected a history or a run folder", e);
        } catch (AccessDeniedException e) {
            throw new WorldException("the file may not be read by this user", e);
        } catch (IOException e) {
            throw new WorldException("the file cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean startsAsEtcdLog(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(ETCD_LOG_START.length());
            return new String(start, StandardCharsets.US_ASCII).equals(ETCD_LOG_START);
        }
    }
}

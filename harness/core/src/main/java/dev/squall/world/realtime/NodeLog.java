package dev.squall.world.realtime;

import dev.squall.world.WorldException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** Log of a node's standard error, quoted in messages about the node's failures. */
public final class NodeLog {

    private static final int TAIL_BYTES_MAX = 4_096;
    private static final int TAIL_LINES_MAX = 20;
    /** Free disk space below which the node's last output or writes may have failed. */
    private static final long ROOM_BYTES_MIN = 64 << 10;

    private NodeLog() {}

    /**
     * Returns an exception about a node's failure, with the last lines of its log and a note if the disk is almost
     * full.
     */
    public static WorldException failure(RealTimeSettings settings, String nodeId, String what) {
        return new WorldException(
                "node " + nodeId + " " + what + "\n" + tail(settings.logFile(nodeId)) + room(settings.nodesFolder()));
    }

    /**
     * Shortens a log that is longer than the maximum. The shortened log consists of the first half, a line about the
     * cut, and the last bytes. A process may go on appending to the log; lines that it writes during the cut are lost.
     */
    public static void bound(Path log, long bytesMax) {
        if (log.toFile().length() <= bytesMax) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            byte[] end = lastBytes(file);
            file.setLength(bytesMax / 2);
            String cut = String.format(
                    Locale.ROOT,
                    "%n[squall: the log is cut here: the node has written more than %,d bytes]%n",
                    bytesMax);
            Files.writeString(log, cut, StandardOpenOption.APPEND);
            Files.write(log, end, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // A log that cannot be read now is reported when a failure message quotes it.
        }
    }

    private static byte[] lastBytes(RandomAccessFile log) throws IOException {
        byte[] end = new byte[(int) Math.min(log.length(), TAIL_BYTES_MAX)];
        log.seek(log.length() - end.length);
        log.readFully(end);
        return end;
    }

    private static String room(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            return free >= ROOM_BYTES_MIN
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "\n%,d bytes are free on the disk of %s, which may be why: free some, or name another"
                                    + " folder by --runs",
                            free,
                            folder);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the last lines of a node's log, at most 20; empty if the log has none or cannot be read. */
    static List<String> lastLines(Path file) {
        try {
            return readLastLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> readLastLines(Path file) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            List<String> lines =
                    new String(lastBytes(log), StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES_MAX), lines.size());
        }
    }

    private static String tail(Path file) {
        List<String> lines;
        try {
            lines = readLastLines(file);
        } catch (FileNotFoundException e) {
            return "What it wrote to its standard error will be in " + file + ".";
        } catch (IOException e) {
            return "Its log " + file + " cannot be read: " + e.getMessage();
        }
        if (lines.isEmpty()) {
            return "It wrote nothing to its standard error.";
        }
        return "The last it wrote to its standard error, " + file + ":\n  " + String.join("\n  ", lines);
    }
}

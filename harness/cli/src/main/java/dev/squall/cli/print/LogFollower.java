package dev.squall.cli.print;

import dev.squall.history.PlainText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** Printer of what nodes write to their standard error while a run goes on. {@link #close} prints the rest. */
public final class LogFollower {

    private static final long INTERVAL_MILLIS = 200;
    /** Bytes of one log that are shown at a time; a node that writes more is shown with gaps. */
    private static final int BYTES_MAX = 1 << 16;

    private final Path nodes;
    private final PrintWriter out;
    private final TreeMap<Path, Long> shown = new TreeMap<>();
    private final Thread thread = new Thread(this::follow, "follow logs");

    private LogFollower(Path nodes, PrintWriter out) {
        this.nodes = nodes;
        this.out = out;
        thread.setDaemon(true);
    }

    /**
     * Begins to follow the logs.
     *
     * @param nodes the folder with the nodes' folders; null to follow none
     */
    public static LogFollower of(Path nodes, PrintWriter out) {
        LogFollower follower = new LogFollower(nodes, out);
        if (nodes != null) {
            follower.thread.start();
        }
        return follower;
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(INTERVAL_MILLIS);
                showAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void showAll() {
        if (nodes == null || !Files.isDirectory(nodes)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(nodes)) {
            for (Path folder : folders) {
                show(folder);
            }
        } catch (IOException e) {
            // The logs stay in their files, which the run's summary names.
        }
        out.flush();
    }

    private void show(Path folder) throws IOException {
        Path log = folder.resolve("stderr.log");
        if (!Files.exists(log)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            // A log that grew too long is cut, and then shorter than before.
            long from = Math.max(Math.min(shown.getOrDefault(log, 0L), file.length()), file.length() - BYTES_MAX);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            new String(bytes, 0, end, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> out.println(folder.getFileName() + ": " + PlainText.of(line)));
            shown.put(log, from + end);
        }
    }

    /** Ends to follow the logs, and prints the rest of them. */
    public void close() {
        thread.interrupt();
        showAll();
    }
}

package dev.squall.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.squall.run.FileProblem;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Log of the finished runs of a suite, one JSON object per line. Each line is forced to the disk before the next run
 * begins, so that no finished run is lost. Thread-safe.
 */
final class CompletedRunLog implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final FileChannel channel;
    private final List<FinishedRun> runs = new ArrayList<>();

    /**
     * Opens the log, or creates it if it does not exist. An incomplete last line is cut off: the process died while
     * writing it, and the run counts as unfinished.
     *
     * @throws WorldException if the file cannot be read or written, or is not a log of runs
     */
    CompletedRunLog(Path file) {
        this.file = file;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            for (String line : whole.lines().toList()) {
                runs.add(JSON.readValue(line, FinishedRun.class));
            }
            channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
            channel.position(channel.size());
        } catch (JsonProcessingException e) {
            throw new WorldException(
                    file + " is no log of completed runs (" + e.getOriginalMessage() + "); begin anew by --fresh", e);
        } catch (IOException e) {
            throw new WorldException("cannot read " + file + ": " + FileProblem.of(e), e);
        }
    }

    /** @throws WorldException if the log cannot be written */
    void add(FinishedRun run) {
        addAll(List.of(run));
    }

    /**
     * Adds several runs and forces them to the disk together.
     *
     * @throws WorldException if the log cannot be written
     */
    synchronized void addAll(List<FinishedRun> added) {
        try {
            StringBuilder text = new StringBuilder();
            for (FinishedRun run : added) {
                text.append(JSON.writeValueAsString(run)).append('\n');
            }
            ByteBuffer lines = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new WorldException("cannot write " + file + ": " + FileProblem.of(e), e);
        }
        runs.addAll(added);
    }

    /** Returns the finished runs, in the order of their ends. */
    synchronized List<FinishedRun> runs() {
        return List.copyOf(runs);
    }

    synchronized int size() {
        return runs.size();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // A failing close does no harm, since every line was forced to the disk.
        }
    }
}

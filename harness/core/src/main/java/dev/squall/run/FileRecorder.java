package dev.squall.run;

import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.wire.WireCodec;
import dev.squall.run.loop.Recorder;
import dev.squall.run.loop.Recording;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.WorldException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Recorder that writes a run's history, journal and message trace into the run's folder. If the harness is killed, the
 * files of a real-time run are complete up to that moment. The files of a killed simulated run lack the facts and
 * messages after the last operation; its seed reproduces them.
 */
final class FileRecorder implements Recorder, AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Maximum size of a message trace: about a million messages. Verdicts do not need the trace. */
    private static final long TRACE_BYTES_MAX = 256L << 20;

    private final WireCodec codec;
    private final Path folder;
    private final OutputStream history;
    private final OutputStream journal;
    private final OutputStream messages;
    private final StringBuilder line = new StringBuilder();
    private final boolean flushing;
    private final long traceBytesMax;
    private long traceBytes;

    /**
     * @param codec codec for the message types and facts of the run's system and workload
     * @param scripted true if the safety phase is scripted
     * @param flushing true to flush each fact and message at once, false to flush them before the next operation
     * @throws WorldException if the files cannot be created
     */
    public FileRecorder(Path folder, WireCodec codec, boolean scripted, boolean flushing) {
        this(folder, codec, scripted, flushing, TRACE_BYTES_MAX);
    }

    FileRecorder(Path folder, WireCodec codec, boolean scripted, boolean flushing, long traceBytesMax) {
        this.flushing = flushing;
        this.traceBytesMax = traceBytesMax;
        this.codec = codec;
        this.folder = folder;
        try {
            history = Files.newOutputStream(folder.resolve(RunFolder.HISTORY_FILE));
            journal = buffered(RunFolder.JOURNAL_FILE);
            messages = buffered(RunFolder.MESSAGES_FILE);
        } catch (IOException e) {
            throw failure(e);
        }
        writeToJournal(JournalLines.begin(scripted));
    }

    private OutputStream buffered(String fileName) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(folder.resolve(fileName)), BUFFER_BYTES);
    }

    @Override
    public void operation(Operation operation) {
        line.setLength(0);
        HistoryWriter.append(line, operation);
        flush(journal);
        flush(messages);
        write(history);
    }

    @Override
    public void fact(long timeNanos, String nodeId, int life, Fact fact) {
        line.setLength(0);
        line.append("{\"time\": ").append(timeNanos).append(", \"node\": \"").append(nodeId);
        line.append("\", \"life\": ").append(life);
        line.append(", \"fact\": ").append(codec.encode(fact)).append("}\n");
        writeToJournal();
    }

    @Override
    public void lifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
        writeToJournal(JournalLines.lifeEnd(timeNanos, nodeId, life, whole));
    }

    @Override
    public void end(long timeNanos, OptionalLong healedNanos, Recording recording) {
        writeToJournal(JournalLines.end(timeNanos, healedNanos, recording));
    }

    private void writeToJournal(String text) {
        line.setLength(0);
        line.append(text).append('\n');
        writeToJournal();
    }

    private void writeToJournal() {
        write(journal);
        if (flushing) {
            flush(journal);
        }
    }

    /**
     * Writes an event of a message to the trace. The event of sending contains the message; later events of the message
     * refer to it by its number. When the trace reaches its maximum size, a last line gives the time since which events
     * are missing.
     */
    @Override
    public void message(long timeNanos, MessageEvent event, long number, Message message) {
        if (traceBytes >= traceBytesMax) {
            return;
        }
        line.setLength(0);
        line.append("{\"time\": ").append(timeNanos).append(", \"event\": \"");
        line.append(event.name().toLowerCase(Locale.ROOT))
                .append("\", \"number\": ")
                .append(number);
        if (event == MessageEvent.SENT) {
            line.append(", \"message\": ").append(codec.encode(message));
        }
        line.append("}\n");
        write(messages);
        traceBytes += line.length();
        if (traceBytes >= traceBytesMax) {
            line.setLength(0);
            line.append("{\"time\": ").append(timeNanos).append(", \"event\": \"cut\"}\n");
            write(messages);
        }
        if (flushing) {
            flush(messages);
        }
    }

    private void flush(OutputStream out) {
        try {
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void write(OutputStream out) {
        try {
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        IOException first = null;
        for (OutputStream out : new OutputStream[] {history, journal, messages}) {
            try {
                out.close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw failure(first);
        }
    }

    private WorldException failure(IOException e) {
        return new WorldException(
                "cannot record the run in " + folder + ": " + FileProblem.of(e)
                        + "; make room there or name another folder by --runs",
                e);
    }
}

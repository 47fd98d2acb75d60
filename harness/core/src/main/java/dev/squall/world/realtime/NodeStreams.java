package dev.squall.world.realtime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The two threads that wait on the streams of one life of a node, so that the timeline never does. A node that does not
 * read makes its queue of lines overflow; one that prints faster than the timeline takes it is made to wait.
 */
public final class NodeStreams {

    private static final int LINE_BYTES_MAX = 16 << 20;
    private static final int QUEUED_LINES_MAX = 1 << 14;
    /** Size of the lines that wait in one direction: some nodes print lines of megabytes. */
    private static final int QUEUED_CHARACTERS_MAX = 1 << 24;

    private static final String END = "";

    private final RealTimeline timeline;
    private final Ends ends;
    private final Output output;
    private final BlockingQueue<String> toNode = new LinkedBlockingQueue<>(QUEUED_LINES_MAX);
    private final AtomicLong charactersToNode = new AtomicLong();
    private final Semaphore unhandledLines = new Semaphore(QUEUED_LINES_MAX);
    private final Semaphore unhandledCharacters = new Semaphore(QUEUED_CHARACTERS_MAX);
    private final Thread writer;
    private final Thread reader;

    /** The streams themselves, each asked for once, by the thread that uses it. */
    public interface Ends {

        /** Returns the stream of lines to the node; waits until there is a node. */
        OutputStream toNode() throws IOException, InterruptedException;

        /** Returns the stream of the node's lines; waits until there is a node. */
        InputStream fromNode() throws IOException, InterruptedException;

        /** Waits, for a moment at most, until it is known how the node ended whose output has ended. */
        void awaitEnd();
    }

    /** Handler of a node's output. The reader calls it; each method returns what the timeline is to do. */
    public interface Output {

        Runnable onLine(String line);

        Runnable onOverlongLine(String beginning, int bytesMax);

        /** The node has ended, or its output has; may be called twice. */
        Runnable onEnd();
    }

    public NodeStreams(String nodeId, RealTimeline timeline, Ends ends, Output output) {
        this.timeline = timeline;
        this.ends = ends;
        this.output = output;
        this.writer = daemon("to " + nodeId, this::write);
        this.reader = daemon("from " + nodeId, this::read);
    }

    public void start() {
        writer.start();
        reader.start();
    }

    /** Hands a line to the writer, or answers false if too many wait. */
    public boolean offer(String line) {
        if (charactersToNode.addAndGet(line.length()) - line.length() < QUEUED_CHARACTERS_MAX && toNode.offer(line)) {
            return true;
        }
        charactersToNode.addAndGet(-line.length());
        return false;
    }

    /** Ends the node's input behind the lines that wait. */
    public void end() {
        toNode.offer(END);
    }

    /** No line is written any more; what the node has written will still be read. */
    public void stopWriting() {
        writer.interrupt();
    }

    /** Ends both threads, and waits until they have ended. */
    public void join(long millisMax) {
        writer.interrupt();
        reader.interrupt();
        try {
            writer.join(millisMax);
            reader.join(millisMax);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try (OutputStream out = new BufferedOutputStream(ends.toNode())) {
            String line;
            while (!(line = toNode.take()).equals(END)) {
                charactersToNode.addAndGet(-line.length());
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
                if (toNode.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // It no longer reads: its end, which tells more, is noticed by the reader.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            BoundedLines lines = new BoundedLines(ends.fromNode(), LINE_BYTES_MAX);
            String line;
            while ((line = lines.next()) != null) {
                post(output.onLine(line), line.length());
            }
        } catch (BoundedLines.LineTooLongException e) {
            timeline.post(output.onOverlongLine(e.beginning(), LINE_BYTES_MAX));
        } catch (IOException e) {
            // Its output is closed, as at its end.
        } catch (InterruptedException e) {
            return;
        }
        ends.awaitEnd();
        timeline.post(output.onEnd());
    }

    private void post(Runnable action, int characters) throws InterruptedException {
        int counted = Math.min(characters, QUEUED_CHARACTERS_MAX);
        unhandledCharacters.acquire(counted);
        unhandledLines.acquire();
        timeline.post(() -> {
            unhandledLines.release();
            unhandledCharacters.release(counted);
            action.run();
        });
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}

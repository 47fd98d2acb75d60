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
 * The two threads that block on the streams of one life of a node, so that the timeline never blocks. A node that does
 * not read its input overflows its queue of lines. A node that prints faster than the timeline works is slowed down.
 */
public final class NodeStreams {

    private static final int LINE_BYTES_MAX = 16 << 20;
    private static final int QUEUED_LINES_MAX = 1 << 14;
    /** Maximum number of characters that wait in one direction, since some nodes print lines of megabytes. */
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
    private volatile BoundedLines lines;

    /** Source of the two streams; each method is called once, by the thread that uses the stream. */
    public interface Ends {

        /** Returns the stream of lines to the node; blocks until the node exists. */
        OutputStream toNode() throws IOException, InterruptedException;

        /** Returns the stream of lines from the node; blocks until the node exists. */
        InputStream fromNode() throws IOException, InterruptedException;

        /** Waits a short time, after the node's output has ended, until its exit code is known. */
        void awaitEnd();
    }

    /**
     * Handler of a node's output. The reader thread calls the handler; each method returns an action to run on the
     * timeline.
     */
    public interface Output {

        Runnable onLine(String line);

        Runnable onOverlongLine(String beginning, int bytesMax);

        /** Returns the action for the end of the node or of its output; may be called twice. */
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

    /** Queues a line for the writer thread; returns false if the queue is full. */
    public boolean offer(String line) {
        if (charactersToNode.addAndGet(line.length()) - line.length() < QUEUED_CHARACTERS_MAX && toNode.offer(line)) {
            return true;
        }
        charactersToNode.addAndGet(-line.length());
        return false;
    }

    /** Returns the output of the node since its last line end, as far as it is known. */
    public String unfinishedLine() {
        BoundedLines current = lines;
        return current == null ? "" : current.unfinished();
    }

    /** Closes the node's input after the lines that are queued. */
    public void end() {
        toNode.offer(END);
    }

    /** Stops writing lines to the node; its earlier output will still be read. */
    public void stopWriting() {
        writer.interrupt();
    }

    /** Interrupts both threads, and waits until they have ended. */
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
            // The node no longer reads its input; the reader thread will notice and report the node's end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            lines = new BoundedLines(ends.fromNode(), LINE_BYTES_MAX);
            String line;
            while ((line = lines.next()) != null) {
                post(output.onLine(line), line.length());
            }
        } catch (BoundedLines.LineTooLongException e) {
            timeline.post(output.onOverlongLine(e.beginning(), LINE_BYTES_MAX));
        } catch (IOException e) {
            // A node that has closed its output is treated like a node that has ended.
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

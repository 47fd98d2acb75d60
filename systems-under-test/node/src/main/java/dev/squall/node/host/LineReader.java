package dev.squall.node.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;

/**
 * Reads the node's input, so that its end is seen whatever the node is doing. The queue must have no bound: a reader
 * that waits for a busy node would not see it.
 */
final class LineReader extends Thread {

    /** Known by identity, as a line of the input could have any text. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private static final String END = new String("end of input");

    private final InputStream in;
    private final BlockingQueue<String> lines;

    LineReader(InputStream in, BlockingQueue<String> lines) {
        super("stdin");
        setDaemon(true);
        this.in = in;
        this.lines = lines;
    }

    /** Whether this entry of the queue is no line but the end of the input. */
    static boolean isEnd(String line) {
        return line == END;
    }

    @Override
    public void run() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                lines.add(line);
            }
        } catch (IOException e) {
            // A broken input is an ended one: nobody is left to tell.
        } finally {
            lines.add(END);
        }
    }
}

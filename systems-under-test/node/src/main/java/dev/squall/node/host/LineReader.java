package dev.squall.node.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Thread that reads the node's input, and detects the end of the input even if the node is busy. The two callbacks must
 * not block, since a blocked reader would not detect the end.
 */
final class LineReader extends Thread {

    private final InputStream in;
    private final Consumer<String> lines;
    private final Runnable end;

    LineReader(InputStream in, Consumer<String> lines, Runnable end) {
        super("stdin");
        setDaemon(true);
        this.in = in;
        this.lines = lines;
        this.end = end;
    }

    @Override
    public void run() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                lines.accept(line);
            }
        } catch (IOException e) {
            // A broken input counts as ended, since no process is left to receive a report.
        } finally {
            end.run();
        }
    }
}

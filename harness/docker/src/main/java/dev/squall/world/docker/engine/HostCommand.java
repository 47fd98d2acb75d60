package dev.squall.world.docker.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs commands on this machine. */
public final class HostCommand {

    private HostCommand() {}

    /**
     * Runs a command and waits for its end.
     *
     * @throws IOException if the command cannot be started or fails; the message quotes its last line of output
     */
    public static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String last = "it printed nothing";
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.isBlank() ? last : line.strip();
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException(
                    "'" + String.join(" ", command) + "' ended with " + process.exitValue() + " (" + last + ")");
        }
    }
}

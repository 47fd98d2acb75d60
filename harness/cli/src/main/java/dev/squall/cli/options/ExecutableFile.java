package dev.squall.cli.options;

import java.nio.file.Files;
import java.nio.file.Path;

/** Check of a user's own executable. */
public final class ExecutableFile {

    private ExecutableFile() {}

    /**
     * Checks that a file is an executable.
     *
     * @throws IllegalArgumentException if the file cannot be executed; the message is one sentence
     */
    public static void require(String binary) {
        Path file = Path.of(binary);
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            String problem = !Files.exists(file)
                    ? "does not exist"
                    : Files.isRegularFile(file) ? "may not be executed" : "is no file";
            throw new IllegalArgumentException(
                    "the executable '" + binary + "' " + problem + "; expected a file with its execute permission set");
        }
    }
}

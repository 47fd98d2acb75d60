package dev.squall.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Commands whose classes the launcher archives, so that later JVMs map them instead of reading them (class data
 * sharing). A JVM archives what it has loaded, so one JVM runs all of them.
 */
final class Training {

    private static final String SYSTEM = "raft-kv";

    private Training() {}

    /**
     * Runs the commands and discards what they print.
     *
     * @param arguments an empty folder for the runs
     */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        Path runs = Path.of(arguments[0]);
        execute("--help");
        execute(
                "run",
                SYSTEM,
                "--world",
                "simulated",
                "--time-limit",
                "2s",
                "--seed",
                "1",
                "--faults",
                "partition",
                "--runs",
                runs.toString());
        execute("check", runs.resolve("latest").resolve("history.edn").toString());
    }

    private static void execute(String... arguments) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Main.execute(nowhere, nowhere, arguments);
    }
}

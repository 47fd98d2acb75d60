package dev.squall.benchmarks.transactions;

import dev.squall.check.transaction.level.IsolationLevel;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Times of Elle for one row: the same history, through a file, in a virtual machine of Elle's own. Elle is no
 * dependency of this project; it is measured from the class path that the user names.
 */
final class ElleTiming {

    /** Heap of Elle's virtual machine, in MiB: Elle needs 9 GB for a million transactions. */
    static final int HEAP_MEGABYTES = 12 * 1024;

    private static final int TIME_LIMIT_MINUTES = 15;
    private static final String SCRIPT = "elle.clj";

    /** Elle's names of the levels whose names differ. */
    private static final Map<String, String> ELLE_LEVELS = Map.of("causal", "causal-cerone");

    private ElleTiming() {}

    /**
     * Returns Elle's verdict, and the first and the warm time in milliseconds. Without a verdict the first text says
     * why, and the others are empty.
     */
    static String[] of(TransactionCase subject, String classPath) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("squall-elle");
        try {
            Path history = folder.resolve("history.edn");
            Files.writeString(history, subject.shape().edn(TransactionTiming.SEED, subject.flaw()));
            Path script = folder.resolve(SCRIPT);
            try (InputStream resource = ElleTiming.class.getResourceAsStream(SCRIPT)) {
                Files.copy(resource, script);
            }
            return run(command(subject, absolute(classPath), script, history), folder);
        } finally {
            delete(folder);
        }
    }

    /** Returns a class path that any working folder can use. */
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<String> command(TransactionCase subject, String classPath, Path script, Path history) {
        IsolationLevel level = subject.level();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-Xss16m",
                "-cp",
                classPath,
                "clojure.main",
                script.toString(),
                history.toString(),
                subject.shape().kind() == Kind.LIST_APPEND ? "list-append" : "rw-register",
                ELLE_LEVELS.getOrDefault(level.name(), level.name()));
    }

    /** Runs in a folder of its own, since Clojure may write classes into the working folder. */
    private static String[] run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(TIME_LIMIT_MINUTES, TimeUnit.MINUTES)) {
                return new String[] {"not in " + TIME_LIMIT_MINUTES + " min", "", ""};
            }
        } finally {
            process.destroyForcibly();
        }
        String last = "";
        try (BufferedReader reader = Files.newBufferedReader(output, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("elle\t")) {
                    return line.substring("elle\t".length()).split("\t");
                }
                last = line;
            }
        }
        System.err.println("Elle ended without a verdict: " + last);
        return new String[] {"no verdict", "", ""};
    }
}

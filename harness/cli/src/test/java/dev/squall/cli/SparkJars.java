package dev.squall.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Spark for the tests: that of SPARK_HOME, or one that Maven copies to the build's folder once. */
final class SparkJars {

    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies";

    private SparkJars() {}

    /** Returns a folder that contains a folder {@code jars}; empty if the jars cannot be had. */
    static Optional<Path> home() throws IOException, InterruptedException {
        String given = System.getenv("SPARK_HOME");
        if (given != null && Files.isDirectory(Path.of(given, "jars"))) {
            return Optional.of(Path.of(given));
        }
        Path home = Path.of("target/spark").toAbsolutePath();
        Path complete = home.resolve("complete");
        if (!Files.exists(complete)) {
            Process maven =
                    new ProcessBuilder(copying(home)).redirectErrorStream(true).start();
            String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (maven.waitFor() != 0) {
                System.err.println(said);
                return Optional.empty();
            }
            Files.createFile(complete);
        }
        return Optional.of(home);
    }

    private static List<String> copying(Path home) {
        String maven = Path.of("../../mvnw").toAbsolutePath().normalize().toString();
        List<String> command = new ArrayList<>(List.of(maven, "-q", "-B", "-f", "src/test/spark/pom.xml", PLUGIN));
        command.add("-DoutputDirectory=" + home.resolve("jars"));
        // Surefire tells the repository of the build, which need not be the user's.
        String repository = System.getProperty("localRepository");
        if (repository != null) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        return command;
    }
}

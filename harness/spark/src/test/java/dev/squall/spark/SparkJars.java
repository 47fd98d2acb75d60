package dev.squall.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            Process maven = new ProcessBuilder(
                            Path.of("../../mvnw").toAbsolutePath().normalize().toString(),
                            "-q",
                            "-B",
                            "-f",
                            "src/test/spark/pom.xml",
                            PLUGIN,
                            "-DoutputDirectory=" + home.resolve("jars"))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (maven.waitFor() != 0) {
                System.err.println(said);
                return Optional.empty();
            }
            Files.createFile(complete);
        }
        return Optional.of(home);
    }
}

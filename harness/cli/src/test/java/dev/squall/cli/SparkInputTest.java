package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes that {@code --on} finds without a cluster. */
@Timeout(300)
class SparkInputTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--on yarn; 254; no engine for sweeps serves 'yarn'; expected an address such as spark://HOST:7077",
                "--on spark://h:1 --certificates; 254; --certificates is not for --on; expected a sweep on this"
                        + " machine",
                "--on spark://h:99999; 255; the master is 'spark://h:99999'; expected an address such as"
                        + " spark://HOST:7077",
                "--on spark://h:1; 255; Apache Spark is not on the class path; expected SPARK_HOME to name a Spark 4.2"
                        + " for Scala 2.13, whose folder jars the launcher adds"
            })
    void mistakeIsOneSentence(String options, int exitCode, String found, String expected) {
        Squall.Result result = Squall.run(("sweep raft-kv --seeds 1 " + options).split(" "));

        assertThat(result.err()).startsWith("squall: " + found + "; " + expected);
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--keyed yes --on yarn; 254; no engine for checks serves 'yarn'; expected an address",
                "--keyed yes --verify --on spark://h:1; 254; --verify is not for --on; expected a check on this"
                        + " machine",
                "--on spark://h:1; 254; --on reads files in splits, which do not show if values are [key value];"
                        + " expected --keyed yes or --keyed no",
                "--keyed yes --model counter --on spark://h:1; 254; --model counter is not for --on; expected"
                        + " cas-register or register",
                "--keyed yes --on spark://h:1; 255; Apache Spark is not on the class path; expected SPARK_HOME"
            })
    void mistakeOfACheckIsOneSentence(String options, int exitCode, String found, String expected) throws Exception {
        Path history = Files.writeString(folder.resolve("stale.edn"), Histories.STALE);

        Squall.Result result = Squall.run(("check " + history + " " + options).split(" "));

        assertThat(result.err()).startsWith("squall: " + found + "; " + expected);
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void anotherReleaseOfSparkIsRefused() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("sources/org/apache/spark"));
        Files.writeString(
                sources.resolve("SparkContext.java"), "package org.apache.spark; public class SparkContext {}");
        Files.writeString(
                sources.resolve("package$.java"),
                "package org.apache.spark; public class package$ {"
                        + " public static final package$ MODULE$ = new package$();"
                        + " public String SPARK_VERSION() { return \"3.5.9\"; } }");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        GuideClasses.compile(folder.resolve("sources"), classes);
        String classPath = classes + File.pathSeparator + System.getProperty("java.class.path");

        String output =
                GuideClasses.squall(folder, classPath, "sweep", "raft-kv", "--seeds", "1", "--on", "spark://h:7077");

        assertThat(output)
                .isEqualToNormalizingNewlines("squall: the Spark on the class path has version 3.5.9; expected 4.2 for"
                        + " Scala 2.13, the same as that of the cluster: let SPARK_HOME name one\nexit 255");
    }
}

package dev.squall.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsFolderTest {

    @ParameterizedTest
    @CsvSource({
        "pom.xml, target/squall-runs",
        "build.gradle, build/squall-runs",
        "build.gradle.kts, build/squall-runs",
        "BUILD, squall-runs"
    })
    void runsAreKeptWhereTheBuildToolPutsItsOutputs(String file, Path expected, @TempDir Path project)
            throws Exception {
        Files.createFile(project.resolve(file));
        assertThat(RunsFolder.in(project)).isEqualTo(project.resolve(expected));
    }
}

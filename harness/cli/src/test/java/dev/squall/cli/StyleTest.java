package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sizes of files and lines, over the whole source tree. */
class StyleTest {

    private static final int FILE_LINES_MAX = 350;

    /** Begins the comment that argues for a longer file; in two parts, so that this file does not hold it. */
    private static final String REASON_FOR_LENGTH = "// Longer than " + "350 lines:";

    private static final int LINE_COLUMNS_MAX = 120;

    /** Written so that this file does not hold what it looks for. */
    private static final Pattern PROMISE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private static List<Path> sources;

    @BeforeAll
    static void findSources() throws IOException {
        try (Stream<Path> files = Files.walk(projectRoot())) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/"))
                    .sorted()
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThan(100);
    }

    /** The folder above this one that has the Maven wrapper. */
    private static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            assertThat(folder).as("a folder with mvnw").isNotNull();
        }
        return folder;
    }

    @Test
    void noFileIsTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path source : sources) {
            int lines = Files.readAllLines(source).size();
            if (lines > FILE_LINES_MAX && !Files.readString(source).contains(REASON_FOR_LENGTH)) {
                tooLong.add(source + ": " + lines + " lines");
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void noLineIsTooWideOrPromisesLaterWork() throws IOException {
        List<String> bad = new ArrayList<>();
        for (Path source : sources) {
            int number = 0;
            for (String line : Files.readAllLines(source)) {
                number++;
                if (line.length() > LINE_COLUMNS_MAX || PROMISE.matcher(line).find()) {
                    bad.add(source + ":" + number + ": " + line);
                }
            }
        }
        assertThat(bad).isEmpty();
    }
}

package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the walks of {@code FIRST-HOURS.md}, each in a copy of the files that it reads. */
class FirstHoursTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /** What the walks read, relative to the root of the project. */
    private static final List<String> READ = List.of(
            "histories/gallery/fifo-link-no-hold-back-buffer",
            "histories/gallery/quorum-abd-no-read-repair",
            "histories/scenarios",
            "systems-under-test/starters",
            "systems-under-test/described/kv");

    private static final Pattern COMMAND =
            Pattern.compile("^ +\\./squall (.*?)(?: +# exit code (\\d+))?$", Pattern.MULTILINE);
    private static final Pattern FILE = Pattern.compile("`([\\w-]+\\.yaml)`[^`]*```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "A teacher, 6, true",
        "The owner of a nightly build, 5, false",
        "Somebody with a system of their own, 4, true",
        "A Java engineer, 1, false"
    })
    void everyCommandOfAWalkEndsAsItIsSaid(String title, int commands, boolean needsPython) throws Exception {
        if (needsPython) {
            ExecutableTest.assumePython();
        }
        for (String read : READ) {
            copy(ROOT.resolve(read), folder.resolve(read));
        }
        String walk = walk(title);
        for (MatchResult file : FILE.matcher(walk).results().toList()) {
            Files.writeString(folder.resolve(file.group(1)), file.group(2).stripIndent());
        }
        List<MatchResult> found = COMMAND.matcher(walk).results().toList();
        assertThat(found).hasSize(commands);
        for (MatchResult command : found) {
            int expected = command.group(2) == null ? 0 : Integer.parseInt(command.group(2));
            run(command.group(1), expected);
        }
    }

    private void run(String arguments, int expected) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Squall.words(arguments));
        try (ChildSquall squall = new ChildSquall(folder, new ProcessBuilder(command).directory(folder.toFile()))) {
            assertThat(squall.exitCode())
                    .as("squall %s printed: %s%s", arguments, squall.out(), squall.err())
                    .isEqualTo(expected);
        }
    }

    private static String walk(String title) throws IOException {
        Matcher section = Pattern.compile("^## " + title + ".*?(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("harness/FIRST-HOURS.md")));
        assertThat(section.find()).as("there is a walk of %s", title).isTrue();
        return section.group();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}

package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the walks of {@code FIRST-HOURS.md}, each in a copy of the files that it reads. */
class FirstHoursTest {

    /** What the walks read, relative to the root of the project. */
    private static final List<String> READ = List.of(
            "histories/gallery/fifo-link-no-hold-back-buffer",
            "histories/gallery/quorum-abd-no-read-repair",
            "histories/scenarios",
            "systems-under-test/starters",
            "systems-under-test/described/kv");

    private static final Pattern FILE = Pattern.compile("`([\\w-]+\\.yaml)`[^`]*```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "A teacher, 6, true",
        "The owner of a nightly build, 5, false",
        "Somebody with a system of their own, 4, true",
        "A Java engineer, 1, false",
        "A user of Jepsen, 3, true"
    })
    void everyCommandOfAWalkEndsAsItIsSaid(String title, int commands, boolean needsPython) throws Exception {
        if (needsPython) {
            ExecutableTest.assumePython();
        }
        GuideCommands guide = new GuideCommands(folder);
        guide.copy(READ);
        String walk = walk(title);
        for (MatchResult file : FILE.matcher(walk).results().toList()) {
            Files.writeString(folder.resolve(file.group(1)), file.group(2).stripIndent());
        }
        assertThat(guide.run(walk, command -> true)).isEqualTo(commands);
    }

    private static String walk(String title) throws IOException {
        Matcher section = Pattern.compile("^## " + title + ".*?(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(GuideCommands.ROOT.resolve("harness/FIRST-HOURS.md")));
        assertThat(section.find()).as("there is a walk of %s", title).isTrue();
        return section.group();
    }
}

package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guides show whole source files; the files are in the tree, where they are compiled and tested. */
class GuidesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern FILE_AND_BLOCK =
            Pattern.compile("`(\\w+\\.java)`:\\s+```java\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({
        "harness/checkers/ADDING.md, harness/checkers/src/test/java/dev/squall/check/example",
        "harness/core/ADDING.md, harness/core/src/test/java/dev/squall/workload/example"
    })
    void guidesShowTheTestedFiles(String guide, String folder) throws IOException {
        List<String> shown = new ArrayList<>();
        for (MatchResult block : FILE_AND_BLOCK
                .matcher(Files.readString(ROOT.resolve(guide)))
                .results()
                .toList()) {
            shown.add(block.group(1));
            assertThat(block.group(2))
                    .as("%s in %s", block.group(1), guide)
                    .isEqualTo(Files.readString(ROOT.resolve(folder).resolve(block.group(1))));
        }
        try (var files = Files.list(ROOT.resolve(folder))) {
            assertThat(shown)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
    }
}

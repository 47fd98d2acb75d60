package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guides show whole source files, which compile as they stand; some are in the tree, where they are tested. */
class GuidesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path EXAMPLE = ROOT.resolve("harness/junit/example/src/main/java/example");
    private static final Pattern FILE_AND_BLOCK =
            Pattern.compile("`(\\w+\\.java)`:\\s+```java\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern SOURCE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("^(?:public |final )*class (\\w+)", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"harness/checkers/README.md", "harness/testkit/README.md"})
    void snippetsCompileAsTheyStand(String guide) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        // A snippet may use the node of the example project.
        for (String node : List.of("RegisterNode.java", "RegisterProgram.java")) {
            Files.copy(EXAMPLE.resolve(node), sources.resolve(node));
        }
        List<MatchResult> snippets =
                SOURCE.matcher(Files.readString(ROOT.resolve(guide))).results().toList();
        assertThat(snippets).isNotEmpty();
        for (MatchResult snippet : snippets) {
            MatchResult type =
                    TYPE.matcher(snippet.group(1)).results().findFirst().orElseThrow();
            Files.writeString(sources.resolve(type.group(1) + ".java"), snippet.group(1));
        }

        GuideClasses.compile(sources, folder.resolve("classes"));
    }

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

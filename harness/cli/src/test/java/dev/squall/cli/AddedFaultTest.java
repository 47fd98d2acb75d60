package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Follows the guide that adds a family of faults, in a copy of the sources. */
@Timeout(300)
class AddedFaultTest {

    private static final Path GUIDE = Path.of("../core/FAULTS.md");
    private static final Path SOURCES = Path.of("../core/src/main/java/dev/squall");
    private static final Pattern NEW_FILE = Pattern.compile("(?ms)^New file `([\\w/.]+)`:\n\n```java\n(.*?)^```");
    private static final Pattern REPLACEMENT =
            Pattern.compile("(?ms)^In `([\\w/.]+)`, replace `([^`]+)` by:\n\n```java\n(.*?)\n```");
    private static final int FILES_MAX = 4;

    @TempDir
    private static Path folder;

    private static final Set<String> TOUCHED = new TreeSet<>();

    @BeforeAll
    static void compileTheChangedSources() throws IOException {
        Path sources = folder.resolve("sources");
        copy(SOURCES, sources);
        String guide = Files.readString(GUIDE);
        Matcher file = NEW_FILE.matcher(guide);
        while (file.find()) {
            TOUCHED.add(file.group(1));
            Files.writeString(sources.resolve(file.group(1)), file.group(2));
        }
        Matcher replacement = REPLACEMENT.matcher(guide);
        while (replacement.find()) {
            TOUCHED.add(replacement.group(1));
            Path changed = sources.resolve(replacement.group(1));
            String before = Files.readString(changed);
            assertThat(before).as(replacement.group(1)).containsOnlyOnce(replacement.group(2));
            Files.writeString(changed, before.replace(replacement.group(2), replacement.group(3)));
        }
        GuideClasses.compile(sources, Files.createDirectory(folder.resolve("classes")));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void fewFilesAreTouched() {
        assertThat(TOUCHED).isNotEmpty().hasSizeLessThanOrEqualTo(FILES_MAX);
    }

    @Test
    void newFaultStrikesInASimulation() throws Exception {
        String output = squall("run", "raft-kv", "--world", "simulated", "--faults", "slow-disk", "--seed", "1");

        assertThat(output)
                .containsPattern("fault slow-disk +effect +[1-9]\\d* disks slowed down, [1-9]")
                .endsWith("exit 0");
    }

    @Test
    void otherWorldsRefuseIt() throws Exception {
        assertThat(squall("run", "raft-kv", "--faults", "slow-disk"))
                .contains("the fault 'slow-disk' is impossible in the world process; expected the world simulated")
                .endsWith("exit 254");
    }

    @Test
    void newFaultIsListedAndScripted() throws Exception {
        Path scenario = folder.resolve("slow.yaml");
        Files.writeString(
                scenario,
                """
                title: A slow disk
                system: raft-kv
                workload: lin-kv
                nodes: 3
                clients: [n1]
                latency-ms: 1
                duration-ms: 4000
                steps:
                - {at-ms: 10, slow-disk: n1, delay-ms: 80, until-ms: 3000}
                - {at-ms: 2000, client: 0, does: write, value: [0, 1]}
                """);

        assertThat(squall("list")).contains("slow-disk");
        assertThat(squall("run", "--scenario", scenario.toString())).contains("fault slow-disk");
    }

    private static String squall(String... arguments) throws Exception {
        String separator = System.getProperty("path.separator");
        return GuideClasses.squall(
                folder, folder.resolve("classes") + separator + System.getProperty("java.class.path"), arguments);
    }
}

package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.run.Worlds;
import dev.squall.world.WorldKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the guide of system files; those of real systems need packages that few machines have. */
@Timeout(600)
class DescribedGuideTest {

    private static final String FOLDER = "systems-under-test/described";

    @TempDir
    private Path folder;

    private GuideCommands guide;
    private String text;

    @BeforeEach
    void copyTheExamples() throws Exception {
        ExecutableTest.assumePython();
        guide = new GuideCommands(folder);
        guide.copy(List.of(FOLDER + "/kv", FOLDER + "/compose"));
        text = Files.readString(GuideCommands.ROOT.resolve(FOLDER + "/README.md"));
    }

    private static boolean isOfContainers(String command) {
        return command.contains("kv-containers.yaml") || command.contains("/compose/");
    }

    private static boolean isOfProcesses(String command) {
        return command.contains("/kv/") && !isOfContainers(command);
    }

    @Test
    void commandsOfProcessesEndAsItIsSaid() throws Exception {
        assertThat(guide.run(text, DescribedGuideTest::isOfProcesses)).isEqualTo(2);
    }

    @Test
    void commandsOfContainersEndAsItIsSaid() throws Exception {
        Optional<String> absence = Worlds.whyAbsent(WorldKind.DOCKER);
        assumeTrue(absence.isEmpty(), () -> "skipped: " + absence.orElseThrow());
        assertThat(guide.run(text, DescribedGuideTest::isOfContainers)).isEqualTo(2);
    }
}

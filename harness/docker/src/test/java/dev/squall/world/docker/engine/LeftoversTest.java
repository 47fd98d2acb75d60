package dev.squall.world.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.world.docker.Engines;
import dev.squall.world.docker.engine.Leftovers.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeftoversTest {

    private static final HarnessProcess MINE = HarnessProcess.current();

    private static HarnessProcess dead() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return new HarnessProcess(MINE.pidNamespace(), process.pid(), MINE.startMillis());
    }

    @Test
    void onlyItemsOfDeadHarnessesAreRemoved() throws Exception {
        try (DockerEngine engine = Engines.connectOrSkip()) {
            String name = "squall-test-" + UUID.randomUUID();
            Ownership mine = Ownership.ofThisProcess(name + "-mine");
            Ownership theirs = new Ownership(name + "-theirs", dead().label());
            Ownership elsewhere = new Ownership(
                    name + "-elsewhere", new HarnessProcess("pid:[1]", dead().pid(), MINE.startMillis()).label());
            for (Ownership each : List.of(mine, theirs, elsewhere)) {
                engine.client()
                        .createNetworkCmd()
                        .withName(each.run())
                        .withLabels(each.labels())
                        .exec();
            }

            Leftovers.Removal removal = new Leftovers(engine).remove();

            try {
                assertThat(engine.client()
                                .listNetworksCmd()
                                .withNameFilter(name)
                                .exec())
                        .extracting(network -> network.getName())
                        .containsExactlyInAnyOrder(mine.run(), elsewhere.run());
                assertThat(removal.live()).contains(new Item("network", mine.run(), mine.run()));
                assertThat(removal.unjudged()).contains(new Item("network", elsewhere.run(), elsewhere.run()));
            } finally {
                Ownership.removeNetwork(engine.client(), mine.run());
                Ownership.removeNetwork(engine.client(), elsewhere.run());
            }
        }
    }

    @Test
    void onlyFoldersOfDeadHarnessesAreRemoved() throws Exception {
        Path left = Files.createTempDirectory(WorkFolder.prefix(dead()));
        Files.writeString(Files.createDirectory(left.resolve("context")).resolve("Dockerfile"), "FROM scratch");
        try (WorkFolder mine = WorkFolder.create()) {
            assertThat(WorkFolder.removeLeftovers()).contains(left);

            assertThat(left).doesNotExist();
            assertThat(mine.path()).exists();
        }
    }

    @Test
    void folderOfAFinishedBuildIsRemoved() throws IOException {
        Path path;
        try (WorkFolder folder = WorkFolder.create()) {
            path = folder.path();
            Files.createDirectories(folder.folder("tree").resolve("etc"));
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void reusedPidIsNotTakenForTheHarness() {
        assertThat(MINE.isDead()).isFalse();
        assertThat(new HarnessProcess(MINE.pidNamespace(), MINE.pid(), MINE.startMillis() - 1).isDead())
                .isTrue();
        assertThat(HarnessProcess.parse(MINE.label())).contains(MINE);
        assertThat(HarnessProcess.parse("somebody")).isEmpty();
    }
}

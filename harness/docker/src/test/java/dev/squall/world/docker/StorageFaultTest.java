package dev.squall.world.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.world.KillEvidence;
import dev.squall.world.StorageFault;
import dev.squall.world.WriteLoss;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.engine.Ownership;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests nodes with small disks of their own. Needs a container engine. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StorageFaultTest {

    /** A record is about twenty bytes long, and a full disk has less than a page left. */
    private static final int WRITES_MAX = 1_000;

    @TempDir
    private Path folder;

    private RunningContainers run;

    @BeforeEach
    void start() throws Exception {
        run = new RunningContainers(Engines.connectOrSkip(), List.of("n1", "n2"), folder, true);
    }

    @AfterEach
    void close() {
        if (run != null) {
            run.close();
        }
    }

    @Test
    void fullDiskEndsTheNodeAndKeepsSyncedWrites() throws Exception {
        long count = run.relay("n1", "n2", "before").count();
        assertThat(run.call(() -> run.cluster.fillDisk("n1"))).isTrue();
        for (int i = 0; i < WRITES_MAX && run.call(() -> run.cluster.isUp("n1")); i++) {
            run.tell("n1", "n2", "fill");
        }
        run.await(() -> run.cluster.storageDeaths("n1", StorageFault.FULL) == 1);
        assertThat(run.call(() -> run.cluster.isUp("n1"))).isFalse();

        run.perform(() -> run.cluster.freeDisk("n1"));
        run.await(() -> run.cluster.isUp("n1"));

        assertThat(run.relay("n1", "n2", "after").count()).isBetween(count + 1, count + WRITES_MAX + 1);
        assertThat(run.relay("n2", "n1", "unharmed").count()).isEqualTo(1);
    }

    @Test
    void flippedBitKeepsTheNodeDownUntilRepair() throws Exception {
        run.relay("n1", "n2", "kept");
        assertThat(run.call(() -> run.cluster.flipBit("n1"))).isTrue();
        run.await(() -> run.cluster.storageDeaths("n1", StorageFault.BIT_FLIP) == 1);
        assertThat(folder.resolve("n1").resolve("stderr.log")).content().contains("is damaged, and it was synced");

        run.perform(() -> run.cluster.repair("n1"));
        run.await(() -> run.cluster.isUp("n1"));

        assertThat(run.relay("n1", "n2", "after").count()).isEqualTo(2);
    }

    @Test
    void killedNodeLosesUnsyncedWrites() throws Exception {
        run.relay("n1", "n2", "kept", true);
        run.relay("n1", "n2", "lost", false);

        assertThat(run.call(() -> run.cluster.kill("n1", WriteLoss.LOST))).isEqualTo(new KillEvidence(true, 1, 1));
        run.perform(() -> run.cluster.restart("n1"));
        run.await(() -> run.cluster.isUp("n1"));

        assertThat(run.relay("n1", "n2", "again").count()).isEqualTo(2);
    }

    @Test
    void closingRemovesDisksAndKeepsTheirFiles() throws Exception {
        run.relay("n1", "n2", "kept");
        run.close();

        try (DockerEngine other = DockerEngine.connect()) {
            assertThat(other.client()
                            .listVolumesCmd()
                            .withFilter("label", List.of(Ownership.RUN_LABEL + "=" + run.run))
                            .exec()
                            .getVolumes())
                    .isNullOrEmpty();
        }
        assertThat(folder.resolve("n1").resolve("stable.log")).content().contains("asked");
    }
}

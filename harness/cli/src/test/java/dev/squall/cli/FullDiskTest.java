package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs on a file system of two mebibytes. */
@Timeout(120)
class FullDiskTest {

    @TempDir
    private Path disk;

    private boolean mounted;

    @BeforeEach
    void mountSmallDisk() throws Exception {
        mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
        assumeTrue(mounted, "a small file system cannot be mounted by this user");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(succeeds("umount", disk.toString())).isTrue();
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulated", "process"})
    void fullDiskIsReportedAndHistoryCheckable(String world) {
        Squall.Result result = Squall.run(
                "run",
                "raft-kv",
                "--world",
                world,
                "--rate",
                "2000",
                "--time-limit",
                "60s",
                "--faults",
                "none",
                "--runs",
                disk.toString());

        assertThat(result.exitCode()).as(result.all()).isEqualTo(255);
        assertThat(result.err())
                .containsAnyOf("No space left on device", "bytes are free on the disk of")
                .doesNotContain("\tat ", "defect");
        assertThat(result.all()).doesNotContain("VALID", "VIOLATION");
        assertThat(disk.resolve("latest/verdict.json")).doesNotExist();
        Squall.Result check = Squall.run("check", disk.resolve("latest").toString());
        assertThat(check.exitCode()).as(check.all()).isEqualTo(3);
        assertThat(check.out()).contains("the run was cut: ");
    }

    @Test
    void initiallyFullDiskIsReported() throws Exception {
        assertThat(succeeds("sh", "-c", "cat /dev/zero > '" + disk.resolve("filler") + "'"))
                .isFalse();

        Squall.Result result = Squall.run("run", "raft-kv", "--runs", disk.toString());

        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.err()).contains("No space left on device").hasLineCount(1);
    }
}

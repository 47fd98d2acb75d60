package dev.squall.world.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.node.protocol.LinKv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLogTest {

    @TempDir
    private Path folder;

    private ProcessSettings settings() {
        return new ProcessSettings(List.of("n1"), new ExecutableCommand(List.of("node")), LinKv.VOCABULARY, folder);
    }

    @Test
    void aFailureHasTheLastLinesThatTheNodeWrote() throws IOException {
        Files.createDirectories(folder.resolve("n1"));
        Files.writeString(settings().logFile("n1"), "first\nlast\n");

        assertThat(NodeLog.failure(settings(), "n1", "ended").getMessage())
                .isEqualTo("node n1 ended\nThe last it wrote to its standard error, "
                        + settings().logFile("n1") + ":\n  first\n  last");
    }

    @Test
    void aNodeThatCouldNotSayThatTheDiskIsFullIsSpokenFor() throws Exception {
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString()),
                "a small file system cannot be mounted by this user");
        try {
            Files.createDirectories(folder.resolve("n1"));
            Files.createFile(settings().logFile("n1"));
            assertThat(succeeds("dd", "if=/dev/zero", "of=" + folder.resolve("filler"), "bs=4k"))
                    .isFalse();

            assertThat(NodeLog.failure(settings(), "n1", "ended").getMessage())
                    .startsWith("node n1 ended\nIt wrote nothing to its standard error.\n")
                    .endsWith("\n0 bytes are free on the disk of " + folder
                            + ", which may be why: free some, or name another folder by --runs")
                    .doesNotContain("No space left on device");
        } finally {
            assertThat(succeeds("umount", folder.toString())).isTrue();
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
}

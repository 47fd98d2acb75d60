package dev.squall.world.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.node.protocol.LinKv;
import dev.squall.world.process.ExecutableCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLogTest {

    @TempDir
    private Path folder;

    private RealTimeSettings settings() {
        return new RealTimeSettings(List.of("n1"), new ExecutableCommand(List.of("node")), LinKv.VOCABULARY, folder);
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
    void longLogIsCutBetweenItsBeginningAndItsEnd() throws Exception {
        Path log = folder.resolve("stderr.log");
        Files.writeString(log, "first\n" + "x".repeat(30_000) + "\nlast\n");

        NodeLog.bound(log, 20_000);
        long once = Files.size(log);
        Files.writeString(log, "y".repeat(30_000) + "\nvery last\n", StandardOpenOption.APPEND);
        NodeLog.bound(log, 20_000);

        assertThat(once).isLessThan(20_000);
        assertThat(Files.size(log)).isLessThan(20_000);
        assertThat(Files.readString(log))
                .startsWith("first\nxxx")
                .containsOnlyOnce("[squall: the log is cut here: the node has written more than 20,000 bytes]")
                .endsWith("yyy\nvery last\n");
    }

    @Test
    void shortOrMissingLogStaysAsItIs() throws Exception {
        Path log = Files.writeString(folder.resolve("stderr.log"), "short\n");

        NodeLog.bound(log, 6);
        NodeLog.bound(folder.resolve("none.log"), 6);

        assertThat(log).hasContent("short\n");
        assertThat(folder.resolve("none.log")).doesNotExist();
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

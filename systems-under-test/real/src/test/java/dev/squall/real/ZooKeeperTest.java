package dev.squall.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.ActiveFault;
import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests ZooKeeper in containers. Needs a container engine. The image is built on first use, in about a minute. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ZooKeeperTest {

    private static final long DEADLINE_SECONDS = 120;

    @TempDir
    private Path runs;

    @Test
    void aPlainReadIsStaleWhereANodeHasBeenCutOff() throws Exception {
        try (RunningServers zookeeper = new RunningServers("zookeeper", runs)) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
            long value = 0;
            boolean stale = false;
            while (!stale) {
                assertThat(System.nanoTime()).as("a stale read").isLessThan(deadline);
                value += 2;
                zookeeper.write("n1", value);
                ActiveFault cut = zookeeper.isolate("n1");
                zookeeper.write("n2", value + 1);
                // The node may have noticed meanwhile that it is alone, and then refuses the read.
                stale = zookeeper.ask("n1", new LinKv.Read(1L)).equals(new LinKv.ReadOk(value));
                zookeeper.undo(cut);
            }
        }
    }

    @Test
    void aSyncedReadOfANodeThatIsCutOffHasNoStaleAnswer() throws Exception {
        try (RunningServers zookeeper = new RunningServers("zookeeper-sync", runs)) {
            zookeeper.write("n1", 1);
            ActiveFault cut = zookeeper.isolate("n1");
            zookeeper.write("n2", 2);
            Body answer = zookeeper.ask("n1", new LinKv.Read(1L));
            assertThat(answer).isInstanceOf(ErrorReply.class);

            zookeeper.undo(cut);
            zookeeper.awaitAnswer("n1", new LinKv.Read(1L), new LinKv.ReadOk(2L));
        }
    }

    @Test
    void aCompareAndSetSucceedsOnlyFromTheValueThatIsThere() throws Exception {
        try (RunningServers zookeeper = new RunningServers("zookeeper-sync", runs)) {
            assertThat(code(zookeeper.ask("n1", new LinKv.Cas(1L, 1L, 2L))))
                    .isEqualTo(ErrorCode.KEY_DOES_NOT_EXIST.code());
            zookeeper.write("n1", 1);

            assertThat(zookeeper.ask("n1", new LinKv.Cas(1L, 1L, 2L))).isEqualTo(new LinKv.CasOk());
            assertThat(code(zookeeper.ask("n1", new LinKv.Cas(1L, 1L, 3L))))
                    .isEqualTo(ErrorCode.PRECONDITION_FAILED.code());
            assertThat(zookeeper.ask("n3", new LinKv.Read(1L))).isEqualTo(new LinKv.ReadOk(2L));
        }
    }

    private static int code(Body answer) {
        return ((ErrorReply) answer).code();
    }
}

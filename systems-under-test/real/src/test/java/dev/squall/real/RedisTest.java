package dev.squall.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.ActiveFault;
import dev.squall.node.protocol.LinKv;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests Redis in containers. Needs a container engine. The image is built on first use. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RedisTest {

    @TempDir
    private Path runs;

    @Test
    void bothMastersAcknowledgeWritesDuringACutAndWhatTheOldOneTookIsLost() throws Exception {
        try (RunningServers redis = new RunningServers("redis", runs)) {
            redis.write("n1", 1);
            redis.awaitAnswer("n2", new LinKv.Read(1L), new LinKv.ReadOk(1L));
            ActiveFault cut = redis.isolate("n1");
            assertThat(redis.ask("n1", new LinKv.Write(2L, 7L))).isEqualTo(new LinKv.WriteOk());
            // All clients use the first master until the others have promoted a replica.
            redis.awaitAnswer("n2", new LinKv.Read(2L), Replies.noSuchKey());

            assertThat(redis.ask("n1", new LinKv.Write(2L, 8L))).isEqualTo(new LinKv.WriteOk());
            redis.write("n2", 2);
            assertThat(redis.ask("n1", new LinKv.Read(1L))).isEqualTo(new LinKv.ReadOk(1L));

            redis.undo(cut);
            redis.awaitAnswer("n1", new LinKv.Read(2L), Replies.noSuchKey());
            assertThat(redis.ask("n1", new LinKv.Read(1L))).isEqualTo(new LinKv.ReadOk(2L));
        }
    }

    @Test
    void aCompareAndSetSucceedsOnlyFromTheValueThatIsThere() throws Exception {
        try (RunningServers redis = new RunningServers("redis", runs)) {
            assertThat(redis.ask("n1", new LinKv.Cas(1L, 1L, 2L))).isEqualTo(Replies.noSuchKey());
            redis.write("n2", 1);

            assertThat(redis.ask("n3", new LinKv.Cas(1L, 1L, 2L))).isEqualTo(new LinKv.CasOk());
            assertThat(redis.ask("n1", new LinKv.Cas(1L, 1L, 3L))).isEqualTo(Replies.otherValue());
            assertThat(redis.ask("n2", new LinKv.Read(1L))).isEqualTo(new LinKv.ReadOk(2L));
        }
    }
}

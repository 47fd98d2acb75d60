package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final ReplicatedMap map = new ReplicatedMap();
    private final Sessions sessions = new Sessions(map);

    @Test
    void repetitionGetsTheSameReplyAndChangesNothing() {
        Command first = write("c1", 1, 10);
        Reply reply = sessions.apply(first);
        sessions.apply(write("c2", 1, 20));
        assertThat(sessions.apply(first)).isEqualTo(reply);
        assertThat(valueOfX()).isEqualTo(20L);
    }

    @Test
    void olderCommandOfAClientIsNotApplied() {
        sessions.apply(write("c1", 2, 20));
        assertThat(sessions.apply(write("c1", 1, 10))).isNull();
        assertThat(valueOfX()).isEqualTo(20L);
    }

    @Test
    void anErrorIsRememberedLikeAnyReply() {
        Command cas = new Command("c1", 1, Command.CAS, "x", 1L, 2L);
        Reply refused = sessions.apply(cas);
        sessions.apply(write("c2", 1, 1));
        assertThat(sessions.apply(cas)).isEqualTo(refused);
        assertThat(valueOfX()).isEqualTo(1L);
    }

    @Test
    void snapshotKeepsTheSessions() {
        Command first = write("c1", 1, 10);
        Reply reply = sessions.apply(first);
        Sessions restored = new Sessions(map);
        restored.restore(sessions.snapshot(1, 1));
        restored.apply(write("c2", 1, 20));
        assertThat(restored.apply(first)).isEqualTo(reply);
        assertThat(valueOfX()).isEqualTo(20L);
    }

    @Property(tries = 200)
    void snapshotsDoNotChangeTheState(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sessions straight = new Sessions(new ReplicatedMap());
        Sessions resumed = new Sessions(new ReplicatedMap());
        List<Command> commands = commands(random);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(resumed.apply(commands.get(i))).isEqualTo(straight.apply(commands.get(i)));
            if (random.nextInt(4) == 0) {
                Snapshot snapshot = resumed.snapshot(i + 1, 1);
                assertThat(snapshot).isEqualTo(straight.snapshot(i + 1, 1));
                resumed = new Sessions(new ReplicatedMap());
                resumed.restore(snapshot);
            }
        }
    }

    private static List<Command> commands(SplittableRandom random) {
        List<Command> commands = new ArrayList<>();
        for (int i = random.nextInt(50); i > 0; i--) {
            String operation = List.of(Command.READ, Command.WRITE, Command.CAS).get(random.nextInt(3));
            commands.add(new Command(
                    "c" + random.nextInt(3),
                    random.nextInt(20),
                    operation,
                    "k" + random.nextInt(2),
                    (long) random.nextInt(2),
                    (long) random.nextInt(2)));
        }
        return commands;
    }

    private Object valueOfX() {
        return map.apply(new Command("c9", 0, Command.READ, "x", null, null)).value();
    }

    private static Command write(String client, long id, long value) {
        return new Command(client, id, Command.WRITE, "x", null, value);
    }
}

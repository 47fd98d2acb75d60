package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.raft.RaftFacts.InstalledSnapshot;
import dev.squall.lectures.raft.RaftFacts.Recovered;
import dev.squall.lectures.raft.RaftMessages.LogRequest;
import dev.squall.lectures.raft.RaftMessages.LogResponse;
import dev.squall.lectures.raft.RaftMessages.SnapshotRequest;
import dev.squall.node.Message;
import dev.squall.node.protocol.LinKv;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaftSnapshotTest {

    private final LoneRaft node = new LoneRaft(3, Map.of("snapshot-every", "3"));

    @Test
    void snapshotReplacesAppliedEntries() {
        node.receive("n2", new LogRequest(1, 0, 0, 3, entries(1, 0, 4)));
        Snapshot expected = new Snapshot(
                3, 1, List.of(new Snapshot.KeyValue("x", 2L)), List.of(new Reply("c1", 2, Reply.WRITE_OK, null, 0)));
        assertThat(node.records())
                .containsExactly(
                        new RaftRecords.TermAndVote(1, null),
                        new RaftRecords.SnapshotTaken(expected),
                        new RaftRecords.EntryAppended(3, entry(1, 3)));
        node.restart();
        assertThat(node.last(Recovered.class)).isEqualTo(new Recovered(1, null, 3, 1, List.of(1L)));
    }

    @Test
    void replacedEntriesAreNoConflict() {
        node.receive("n2", new LogRequest(1, 0, 0, 3, entries(1, 0, 3)));
        assertThat(node.answerTo("n2", new LogRequest(1, 1, 1, 3, entries(1, 1, 4))))
                .isEqualTo(new LogResponse(1, 4, true));
        assertThat(node.answerTo("n2", new LogRequest(1, 1, 1, 3, entries(1, 1, 2))))
                .isEqualTo(new LogResponse(1, 2, true));
        assertThat(node.logTermsAfterRestart()).containsExactly(1L);
    }

    @Test
    void followerWithoutReplacedEntriesGetsASnapshot() {
        node.leadInTerm(1);
        for (int i = 0; i < 3; i++) {
            node.receive(new Message("c1", "n1", i, Message.NO_ID, new LinKv.Write("x", (long) i)));
        }
        node.receive("n2", new LogResponse(1, 3, true));
        node.takeSent();
        node.run(50);
        assertThat(node.takeSentTo("n3"))
                .containsExactly(new SnapshotRequest(
                        1,
                        new Snapshot(
                                3,
                                1,
                                List.of(new Snapshot.KeyValue("x", 2L)),
                                List.of(new Reply("c1", 2, Reply.WRITE_OK, null, 0)))));
        node.receive(new Message("c1", "n1", 3, Message.NO_ID, new LinKv.Write("x", 3L)));
        assertThat(node.takeSentTo("n3"))
                .as("sent while the snapshot is under way")
                .isEmpty();
        node.receive("n3", new LogResponse(1, 3, true));
        assertThat(node.takeSentTo("n3")).containsExactly(new LogRequest(1, 3, 1, 3, List.of(entry(1, 3))));
    }

    @Test
    void snapshotKeepsLaterEntriesIfTheLogAgrees() {
        node.receive("n2", new LogRequest(1, 0, 0, 0, entries(1, 0, 4)));
        assertThat(node.answerTo("n2", new SnapshotRequest(1, snapshot(3, 1)))).isEqualTo(new LogResponse(1, 3, true));
        assertThat(node.last(InstalledSnapshot.class)).isEqualTo(new InstalledSnapshot(3, 1, 4));
        assertThat(node.logTermsAfterRestart()).containsExactly(1L);
    }

    @Test
    void aSnapshotReplacesALogThatDisagrees() {
        node.receive("n2", new LogRequest(1, 0, 0, 0, entries(1, 0, 4)));
        node.receive("n3", new SnapshotRequest(2, snapshot(3, 2)));
        assertThat(node.last(InstalledSnapshot.class)).isEqualTo(new InstalledSnapshot(3, 2, 3));
        assertThat(node.logTermsAfterRestart()).isEmpty();
        assertThat(node.last(Recovered.class).snapshotLength()).isEqualTo(3);
    }

    @Test
    void snapshotOfCommittedEntriesChangesNothing() {
        node.receive("n2", new LogRequest(1, 0, 0, 2, entries(1, 0, 2)));
        assertThat(node.answerTo("n2", new SnapshotRequest(1, snapshot(1, 1)))).isEqualTo(new LogResponse(1, 1, true));
        assertThat(node.last(InstalledSnapshot.class)).isNull();
        assertThat(node.logTermsAfterRestart()).containsExactly(1L, 1L);
    }

    @Test
    void snapshotOfAnEarlierLeaderIsRefused() {
        node.receive("n2", new LogRequest(5, 0, 0, 0, List.of()));
        LogResponse response = (LogResponse) node.answerTo("n3", new SnapshotRequest(4, snapshot(3, 4)));
        assertThat(response.success()).isFalse();
        assertThat(node.last(InstalledSnapshot.class)).isNull();
    }

    @Test
    void snapshotBringsStateAndSessions() {
        RaftCluster cluster = new RaftCluster(new RaftProgram(), 3, 1, Map.of("snapshot-every", "10"));
        String leader = cluster.awaitLeader();
        String absent = leader.equals("n1") ? "n2" : "n1";
        cluster.kill(absent);
        for (long i = 0; i < 25; i++) {
            cluster.ask("c1", leader, new LinKv.Write("x", i));
        }
        cluster.restart(absent);
        assertThat(cluster.runUntil(() -> cluster.invariants.applied(absent) == 25, 1_000))
                .isTrue();
        assertThat(cluster.nodes.last(absent, InstalledSnapshot.class)).isNotNull();
        String other = cluster.nodeIds().stream()
                .filter(id -> !id.equals(leader) && !id.equals(absent))
                .findFirst()
                .orElseThrow();
        cluster.kill(other);
        assertThat(cluster.ask("c1", absent, new LinKv.Read("x"))).isEqualTo(new LinKv.ReadOk(24L));
    }

    private static Snapshot snapshot(long length, long lastTerm) {
        return new Snapshot(length, lastTerm, List.of(), List.of());
    }

    private static List<LogEntry> entries(long term, int from, int to) {
        List<LogEntry> entries = new ArrayList<>();
        for (int id = from; id < to; id++) {
            entries.add(entry(term, id));
        }
        return entries;
    }

    private static LogEntry entry(long term, long id) {
        return new LogEntry(term, new Command("c1", id, Command.WRITE, "x", null, id));
    }
}

package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.PacketFault;
import dev.squall.lectures.raft.RaftFacts.Appended;
import dev.squall.lectures.raft.RaftFacts.Committed;
import dev.squall.lectures.raft.RaftFacts.Truncated;
import dev.squall.lectures.raft.RaftMessages.LogRequest;
import dev.squall.lectures.raft.RaftMessages.LogResponse;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.LinKv;
import dev.squall.world.WriteLoss;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaftReplicationTest {

    private final LoneRaft node = new LoneRaft(5, Map.of("entries-per-message", "4"));

    @Test
    void aFollowerRefusesEntriesWhosePrefixItLacks() {
        Body tooLong = node.answerTo("n2", new LogRequest(1, 1, 1, 0, List.of(entry(1, 1))));
        assertThat(tooLong).isEqualTo(new LogResponse(1, 0, false));
        node.receive("n2", new LogRequest(1, 0, 0, 0, List.of(entry(1, 0))));
        Body otherTerm = node.answerTo("n3", new LogRequest(3, 1, 2, 0, List.of(entry(3, 1))));
        assertThat(otherTerm).isEqualTo(new LogResponse(3, 0, false));
        assertThat(node.logTermsAfterRestart()).containsExactly(1L);
    }

    @Test
    void aFollowerTruncatesAConflictingSuffix() {
        node.receive("n2", new LogRequest(1, 0, 0, 1, List.of(entry(1, 0), entry(1, 1), entry(1, 2))));
        Body response = node.answerTo("n3", new LogRequest(2, 1, 1, 1, List.of(entry(2, 1))));
        assertThat(response).isEqualTo(new LogResponse(2, 2, true));
        assertThat(node.last(Truncated.class)).isEqualTo(new Truncated(1));
        assertThat(node.logTermsAfterRestart()).containsExactly(1L, 2L);
    }

    @Test
    void truncationBeginsAtTheFirstConflict() {
        node.receive("n2", new LogRequest(1, 0, 0, 0, List.of(entry(1, 0), entry(1, 1))));
        node.receive("n3", new LogRequest(2, 0, 0, 0, List.of(entry(1, 0), entry(2, 1))));
        assertThat(node.records()).contains(new RaftRecords.LogTruncated(1));
        assertThat(node.records()).doesNotContain(new RaftRecords.LogTruncated(0));
    }

    @Test
    void overtakenRequestTruncatesNothing() {
        LogRequest early = new LogRequest(1, 0, 0, 0, List.of(entry(1, 0)));
        node.receive("n2", new LogRequest(1, 0, 0, 0, List.of(entry(1, 0), entry(1, 1))));
        assertThat(node.answerTo("n2", early)).isEqualTo(new LogResponse(1, 1, true));
        assertThat(node.last(Truncated.class)).isNull();
        assertThat(node.logTermsAfterRestart()).containsExactly(1L, 1L);
    }

    @Test
    void followerRefusesAnEarlierLeader() {
        node.receive("n2", new LogRequest(5, 0, 0, 0, List.of()));
        LogResponse response = (LogResponse) node.answerTo("n3", new LogRequest(4, 0, 0, 1, List.of(entry(4, 0))));
        assertThat(response.success()).isFalse();
        assertThat(response.term()).isEqualTo(5);
        assertThat(node.last(Appended.class)).isNull();
    }

    @Test
    void followerCommitsOnlyTheAgreedPrefix() {
        node.receive("n2", new LogRequest(1, 0, 0, 0, List.of(entry(1, 0), entry(1, 1), entry(1, 2))));
        node.receive("n3", new LogRequest(2, 0, 0, 3, List.of(entry(1, 0))));
        assertThat(node.last(Committed.class)).isEqualTo(new Committed(1, 2));
    }

    @Test
    void restartedNodeAppliesOnlyKnownCommittedEntries() {
        LogRequest request = new LogRequest(1, 0, 0, 2, List.of(entry(1, 0), entry(1, 1), entry(1, 2)));
        node.receive("n2", request);
        node.crash(WriteLoss.NONE);
        assertThat(node.factsOfThisLife())
                .containsExactly(
                        new RaftFacts.Recovered(1, null, 0, 0, List.of(1L, 1L, 1L)),
                        new Committed(2, 1),
                        new RaftFacts.Applied(0, 1, entry(1, 0).command()),
                        new RaftFacts.Applied(1, 1, entry(1, 1).command()),
                        new RaftFacts.BecameFollower(1));
    }

    @Test
    void lostCommitLengthIsLearntFromTheLeader() {
        node.receive("n2", new LogRequest(1, 0, 0, 0, List.of(entry(1, 0), entry(1, 1), entry(1, 2))));
        node.receive("n2", new LogRequest(1, 3, 1, 3, List.of()));
        node.restart();
        assertThat(node.factsOfThisLife())
                .containsExactly(
                        new RaftFacts.Recovered(1, null, 0, 0, List.of(1L, 1L, 1L)), new RaftFacts.BecameFollower(1));
        node.receive("n2", new LogRequest(1, 3, 1, 3, List.of()));
        assertThat(node.last(Committed.class)).isEqualTo(new Committed(3, 1));
    }

    @Test
    void anEntryIsCommittedOnceAQuorumHasIt() {
        node.leadInTerm(1);
        write(0);
        node.receive("n2", new LogResponse(1, 1, true));
        node.receive("n2", new LogResponse(1, 1, true));
        assertThat(node.last(Committed.class)).isNull();
        node.receive("n5", new LogResponse(1, 1, true));
        assertThat(node.last(Committed.class)).isEqualTo(new Committed(1, 1));
    }

    /** Replays figure 8 of the Raft paper. */
    @Test
    void anOlderTermsEntryIsNotCommittedByCounting() {
        node.receive("n2", new LogRequest(1, 0, 0, 0, List.of(entry(1, 0))));
        node.leadInTerm(2);
        node.receive("n2", new LogResponse(2, 1, true));
        node.receive("n3", new LogResponse(2, 1, true));
        node.receive("n4", new LogResponse(2, 1, true));
        assertThat(node.last(Committed.class)).isNull();
        write(1);
        node.receive("n2", new LogResponse(2, 2, true));
        node.receive("n3", new LogResponse(2, 2, true));
        assertThat(node.last(Committed.class)).isEqualTo(new Committed(2, 2));
    }

    @Test
    void acknowledgementsOfAnEarlierTermDoNotCount() {
        node.leadInTerm(1);
        write(0);
        node.receive("n4", new RaftMessages.VoteRequest(2, 0, 0));
        node.leadInTerm(3);
        write(1);
        node.receive("n2", new LogResponse(1, 2, true));
        node.receive("n3", new LogResponse(2, 2, true));
        assertThat(node.last(Committed.class)).isNull();
    }

    @Test
    void overtakenAcknowledgementChangesNothing() {
        node.leadInTerm(1);
        write(0);
        write(1);
        node.receive("n2", new LogResponse(1, 2, true));
        node.receive("n2", new LogResponse(1, 1, true));
        node.receive("n2", new LogResponse(1, 0, false));
        node.takeSent();
        write(2);
        assertThat(node.takeSentTo("n2")).containsExactly(new LogRequest(1, 2, 1, 0, List.of(entryOfClient(1, 2))));
        node.receive("n3", new LogResponse(1, 2, true));
        assertThat(node.last(Committed.class)).isEqualTo(new Committed(2, 1));
    }

    @Test
    void refusalMovesTheLeaderBackInOneStep() {
        List<LogEntry> prefix = List.of(entry(1, 0), entry(1, 1), entry(1, 2), entry(1, 3));
        node.receive("n2", new LogRequest(1, 0, 0, 0, prefix));
        node.leadInTerm(2);
        node.takeSent();
        node.receive("n3", new LogResponse(2, 1, false));
        assertThat(node.takeSentTo("n3"))
                .containsExactly(new LogRequest(2, 1, 1, 0, List.of(entry(1, 1), entry(1, 2), entry(1, 3))));
        node.receive("n3", new LogResponse(2, 1, false));
        assertThat(node.takeSent()).as("messages for a refusal heard twice").isEmpty();
    }

    @Test
    void farFollowerGetsOneFullMessageAtATime() {
        node.leadInTerm(1);
        node.takeSent();
        for (int i = 0; i < 10; i++) {
            write(i);
        }
        node.run(50);
        assertThat(node.takeSentTo("n2"))
                .as("of ten entries unacknowledged only the first four are sent, and again by the heartbeat")
                .hasSize(5)
                .allMatch(body -> ((LogRequest) body).suffix().size() <= 4);
        node.receive("n2", new LogResponse(1, 4, true));
        assertThat(node.takeSentTo("n2")).singleElement().satisfies(body -> {
            assertThat(((LogRequest) body).prefixLength()).isEqualTo(4);
            assertThat(((LogRequest) body).suffix()).hasSize(4);
        });
        node.receive("n2", new LogResponse(1, 4, true));
        assertThat(node.takeSentTo("n2")).isEmpty();
        node.receive("n2", new LogResponse(1, 8, true));
        assertThat(node.takeSentTo("n2")).singleElement().satisfies(body -> assertThat(((LogRequest) body).suffix())
                .hasSize(2));
    }

    @Test
    void operationCostsOneRoundTripPerFollower() {
        RaftCluster cluster = new RaftCluster(new RaftProgram(), 5, 1, Map.of());
        String leader = cluster.awaitLeader();
        cluster.nodes.inject(new PacketFault(PacketFault.Kind.REORDERING, 100, 15_000_000, 1, Map.of()));
        cluster.nodes.takeSent();
        for (int i = 0; i < 1_000; i++) {
            cluster.nodes.request("c" + i, leader, new LinKv.Write("x", (long) i));
            cluster.nodes.run(10);
        }
        int operations = 1_000 * 8;
        int heartbeats = 10_000 / 50 * 8;
        long sent = cluster.nodes.takeSent().stream()
                .filter(message -> !Message.isClient(message.destination()))
                .count();
        assertThat(sent).isBetween((long) operations, operations + heartbeats + 100L);
    }

    private void write(long id) {
        node.receive(new Message("c1", "n1", id, Message.NO_ID, new LinKv.Write("x", id)));
    }

    private static LogEntry entryOfClient(long term, long id) {
        return new LogEntry(term, new Command("c1", id, Command.WRITE, "x", null, id));
    }

    private static LogEntry entry(long term, long id) {
        return new LogEntry(term, new Command("c2", id, Command.WRITE, "x", null, term));
    }
}

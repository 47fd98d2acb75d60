package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.raft.RaftMessages.ForwardRequest;
import dev.squall.lectures.raft.RaftMessages.ForwardResponse;
import dev.squall.lectures.raft.RaftMessages.LogRequest;
import dev.squall.lectures.raft.RaftMessages.LogResponse;
import dev.squall.lectures.raft.RaftMessages.SnapshotRequest;
import dev.squall.lectures.raft.RaftMessages.VoteRequest;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyValueStoreTest {

    private static final Command WRITE = new Command("c1", 4, Command.WRITE, "x", null, 1L);
    private static final Reply TIMEOUT = new Reply("c1", 4, Reply.ERROR, null, ErrorCode.TIMEOUT.code());

    private final LoneRaft node = new LoneRaft(3, Map.of());

    @Test
    void requestsAreAnsweredAsInLinKv() {
        RaftCluster cluster = new RaftCluster(new RaftProgram(), 3, 1, Map.of());
        String leader = cluster.awaitLeader();
        assertThat(codeOf(cluster.ask("c1", leader, new LinKv.Read("x")))).isEqualTo(20);
        assertThat(codeOf(cluster.ask("c1", leader, new LinKv.Cas("x", 1L, 2L))))
                .isEqualTo(20);
        assertThat(cluster.ask("c1", leader, new LinKv.Write("x", 1L))).isEqualTo(new LinKv.WriteOk());
        assertThat(codeOf(cluster.ask("c1", leader, new LinKv.Cas("x", 2L, 3L))))
                .isEqualTo(22);
        assertThat(cluster.ask("c1", leader, new LinKv.Cas("x", 1L, 3L))).isEqualTo(new LinKv.CasOk());
        assertThat(cluster.ask("c2", leader, new LinKv.Read("x"))).isEqualTo(new LinKv.ReadOk(3L));
    }

    @Test
    void everyNodeForwardsRequestsToTheLeader() {
        RaftCluster cluster = new RaftCluster(new RaftProgram(), 5, 1, Map.of());
        cluster.awaitLeader();
        long value = 0;
        for (String nodeId : cluster.nodeIds()) {
            assertThat(cluster.ask("c1", nodeId, new LinKv.Write("x", ++value))).isEqualTo(new LinKv.WriteOk());
            assertThat(cluster.ask("c2", nodeId, new LinKv.Read("x"))).isEqualTo(new LinKv.ReadOk(value));
        }
    }

    @Test
    void requestFailsDefinitelyOnlyWithoutAKnownLeader() {
        node.receive(client(4));
        assertThat(codeOf(node.takeSentTo("c1").get(0))).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE.code());
        node.receive("n2", new LogRequest(1, 0, 0, 0, List.of()));
        node.takeSent();
        node.receive(client(5));
        assertThat(node.takeSent())
                .containsExactly(new Message(
                        "n1",
                        "n2",
                        Message.NO_ID,
                        Message.NO_ID,
                        new ForwardRequest(new Command("c1", 5, Command.WRITE, "x", null, 1L))));
    }

    @Test
    void leaderOfAnEarlierTermIsNotFollowed() {
        node.receive("n2", new LogRequest(1, 0, 0, 0, List.of()));
        node.receive("n3", new VoteRequest(2, 0, 0));
        node.receive(client(4));
        assertThat(codeOf(node.takeSentTo("c1").get(0))).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE.code());
    }

    @Test
    void forwardedCommandGetsNoDefiniteError() {
        assertThat(node.answerTo("n2", new ForwardRequest(WRITE))).isEqualTo(new ForwardResponse(TIMEOUT));
        assertThat(ErrorCode.isDefinite(codeOf(TIMEOUT.toBody()))).isFalse();
    }

    @Test
    void replyTakesTheWayOfItsRequest() {
        node.leadInTerm(1);
        node.receive("n3", new ForwardRequest(WRITE));
        node.takeSent();
        node.receive("n2", new LogResponse(1, 1, true));
        assertThat(node.takeSentTo("n3"))
                .containsExactly(new ForwardResponse(new Reply("c1", 4, Reply.WRITE_OK, null, 0)));
    }

    @Test
    void forwardedReplyReachesTheClient() {
        node.receive("n2", new ForwardResponse(new Reply("c1", 4, Reply.READ_OK, 7L, 0)));
        assertThat(node.takeSent()).containsExactly(new Message("n1", "c1", Message.NO_ID, 4, new LinKv.ReadOk(7L)));
    }

    @Test
    void commandTwiceInTheLogTakesEffectOnce() {
        node.leadInTerm(1);
        node.receive("n3", new ForwardRequest(new Command("c1", 4, Command.WRITE, "x", null, 0L)));
        Command cas = new Command("c1", 5, Command.CAS, "x", 0L, 1L);
        node.receive("n3", new ForwardRequest(cas));
        node.receive("n3", new ForwardRequest(cas));
        node.takeSent();
        node.receive("n2", new LogResponse(1, 3, true));
        ForwardResponse once = new ForwardResponse(new Reply("c1", 5, Reply.CAS_OK, null, 0));
        assertThat(node.takeSentTo("n3"))
                .containsExactly(new ForwardResponse(new Reply("c1", 4, Reply.WRITE_OK, null, 0)), once, once);
    }

    @Test
    void deposedLeaderAnswersAppliedRequests() {
        node.leadInTerm(1);
        node.receive(client(4));
        node.receive("n2", new LogRequest(2, 1, 1, 1, List.of()));
        assertThat(node.takeSentTo("c1")).containsExactly(new LinKv.WriteOk());
    }

    @Test
    void aRequestCutFromTheLogGetsNoDefiniteError() {
        node.leadInTerm(1);
        node.receive(client(4));
        node.takeSent();
        node.receive("n2", new LogRequest(2, 0, 0, 0, List.of(new LogEntry(2, WRITE))));
        assertThat(node.takeSentTo("c1")).singleElement().satisfies(body -> assertThat(codeOf(body))
                .isEqualTo(ErrorCode.TIMEOUT.code()));
    }

    @Test
    void requestPerhapsInASnapshotGetsNoDefiniteError() {
        node.leadInTerm(1);
        node.receive(client(4));
        node.takeSent();
        node.receive("n2", new SnapshotRequest(2, new Snapshot(1, 1, List.of(), List.of())));
        assertThat(node.takeSentTo("c1")).singleElement().satisfies(body -> assertThat(codeOf(body))
                .isEqualTo(ErrorCode.TIMEOUT.code()));
    }

    @Test
    void unknownRequestIsRefused() {
        node.receive(new Message("c1", "n1", 1, Message.NO_ID, new VoteRequest(9, 9, 9)));
        assertThat(codeOf(node.takeSentTo("c1").get(0))).isEqualTo(ErrorCode.NOT_SUPPORTED.code());
        node.receive(client(Message.NO_ID));
        assertThat(codeOf(node.takeSentTo("c1").get(0))).isEqualTo(ErrorCode.MALFORMED_REQUEST.code());
    }

    private static Message client(long id) {
        return new Message("c1", "n1", id, Message.NO_ID, new LinKv.Write("x", 1L));
    }

    private static int codeOf(Body reply) {
        return ((ErrorReply) reply).code();
    }
}

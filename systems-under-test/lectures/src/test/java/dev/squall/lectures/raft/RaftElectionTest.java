package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.raft.RaftMessages.LogRequest;
import dev.squall.lectures.raft.RaftMessages.VoteRequest;
import dev.squall.lectures.raft.RaftMessages.VoteResponse;
import dev.squall.node.Message;
import dev.squall.node.protocol.LinKv;
import dev.squall.world.Latency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaftElectionTest {

    private final LoneRaft node = new LoneRaft(5, Map.of());

    @Test
    void voteIsGrantedToOneCandidateATerm() {
        assertThat(node.answerTo("n2", new VoteRequest(1, 0, 0))).isEqualTo(new VoteResponse(1, true));
        assertThat(node.answerTo("n3", new VoteRequest(1, 0, 0))).isEqualTo(new VoteResponse(1, false));
        assertThat(node.answerTo("n2", new VoteRequest(1, 0, 0))).isEqualTo(new VoteResponse(1, true));
        assertThat(node.answerTo("n3", new VoteRequest(2, 0, 0))).isEqualTo(new VoteResponse(2, true));
    }

    @Test
    void aVoteIsRememberedAcrossACrash() {
        node.answerTo("n2", new VoteRequest(1, 0, 0));
        node.restart();
        assertThat(node.answerTo("n3", new VoteRequest(1, 0, 0))).isEqualTo(new VoteResponse(1, false));
        assertThat(node.answerTo("n2", new VoteRequest(1, 0, 0))).isEqualTo(new VoteResponse(1, true));
    }

    @Test
    void candidacySurvivesACrash() {
        node.standInTerm(1);
        node.restart();
        assertThat(node.answerTo("n2", new VoteRequest(1, 0, 0))).isEqualTo(new VoteResponse(1, false));
    }

    @Test
    void lonelyLeaderNeverLeadsATermTwice() {
        LoneRaft only = new LoneRaft(1, Map.of());
        only.standInTerm(1);
        assertThat(only.last(RaftFacts.BecameLeader.class)).isEqualTo(new RaftFacts.BecameLeader(1));
        only.restart();
        assertThat(only.last(RaftFacts.Recovered.class).term()).isEqualTo(1);
    }

    @Test
    void answeredTermSurvivesACrash() {
        node.answerTo("n2", new LogRequest(7, 0, 0, 0, List.of()));
        node.restart();
        assertThat(node.answerTo("n3", new VoteRequest(6, 9, 5))).isEqualTo(new VoteResponse(7, false));
    }

    @Test
    void candidateWithMissingEntriesGetsNoVote() {
        node.receive("n2", new LogRequest(3, 0, 0, 0, List.of(entry(2), entry(3))));
        assertThat(node.answerTo("n3", new VoteRequest(4, 1, 3))).isEqualTo(new VoteResponse(4, false));
        assertThat(node.answerTo("n4", new VoteRequest(5, 9, 2))).isEqualTo(new VoteResponse(5, false));
        assertThat(node.answerTo("n5", new VoteRequest(6, 2, 3))).isEqualTo(new VoteResponse(6, true));
        assertThat(node.answerTo("n2", new VoteRequest(7, 1, 4))).isEqualTo(new VoteResponse(7, true));
    }

    @Test
    void duplicateVoteCountsOnce() {
        node.standInTerm(1);
        node.receive("n2", new VoteResponse(1, true));
        node.receive("n2", new VoteResponse(1, true));
        assertThat(node.last(RaftFacts.BecameLeader.class)).isNull();
        node.receive("n3", new VoteResponse(1, true));
        assertThat(node.last(RaftFacts.BecameLeader.class)).isEqualTo(new RaftFacts.BecameLeader(1));
    }

    @Test
    void votesOfAnEarlierElectionDoNotCount() {
        node.standInTerm(2);
        node.receive("n2", new VoteResponse(1, true));
        node.receive("n3", new VoteResponse(1, true));
        node.receive("n4", new VoteResponse(2, true));
        node.receive("n5", new VoteResponse(2, false));
        assertThat(node.last(RaftFacts.BecameLeader.class)).isNull();
    }

    @Test
    void aLeaderStepsDownWhenItHearsOfALaterTerm() {
        node.leadInTerm(1);
        node.answerTo("n2", new VoteRequest(2, 0, 0));
        assertThat(node.last(RaftFacts.BecameFollower.class)).isEqualTo(new RaftFacts.BecameFollower(2));
        node.takeSent();
        node.run(149);
        assertThat(node.takeSent()).as("messages of a node that leads no more").isEmpty();
    }

    @Test
    void aCandidateFollowsTheLeaderOfItsTerm() {
        node.standInTerm(1);
        node.receive("n2", new LogRequest(1, 0, 0, 0, List.of()));
        node.receive("n3", new VoteResponse(1, true));
        node.receive("n4", new VoteResponse(1, true));
        assertThat(node.last(RaftFacts.BecameLeader.class)).isNull();
    }

    @Test
    void aFollowerThatHearsItsLeaderDoesNotStand() {
        for (int i = 0; i < 100; i++) {
            node.receive("n2", new LogRequest(1, 0, 0, 0, List.of()));
            node.run(100);
        }
        assertThat(node.last(RaftFacts.BecameCandidate.class)).isNull();
        node.run(200);
        assertThat(node.last(RaftFacts.BecameCandidate.class)).isNotNull();
    }

    @Test
    void earlierLeaderDoesNotResetTheTimer() {
        node.receive("n2", new LogRequest(2, 0, 0, 0, List.of()));
        for (int i = 0; i < 3; i++) {
            node.run(100);
            node.receive("n3", new LogRequest(1, 0, 0, 0, List.of()));
        }
        assertThat(node.last(RaftFacts.BecameCandidate.class)).isNotNull();
    }

    @Test
    void aClusterOfOneElectsItselfAndAnswers() {
        RaftCluster alone = new RaftCluster(new RaftProgram(), 1, 1, Map.of());
        alone.awaitLeader();
        assertThat(alone.ask("c1", "n1", new LinKv.Write("x", 1L))).isEqualTo(new LinKv.WriteOk());
        assertThat(alone.ask("c1", "n1", new LinKv.Read("x"))).isEqualTo(new LinKv.ReadOk(1L));
    }

    @Test
    void withoutSpreadElectionsTieForEver() {
        Map<String, String> options = Map.of("election-timeout-spread-ms", "0");
        RaftCluster cluster = new RaftCluster(new RaftProgram(), 4, 1, options, Latency.NONE);
        assertThat(cluster.runUntil(() -> cluster.leader() != null, 60_000)).isFalse();
    }

    @Test
    void nothingLeavesBeforeItsRecordIsStable() {
        node.answerTo("n2", new VoteRequest(1, 0, 0));
        node.answerTo("n2", new LogRequest(1, 0, 0, 0, List.of(entry(1))));
        node.answerTo("n3", new LogRequest(2, 0, 0, 1, List.of(entry(1), entry(2))));
        node.leadInTerm(3);
        node.receive(new Message("c1", "n1", 1, Message.NO_ID, new LinKv.Write("x", 1L)));
        node.receive("n2", new RaftMessages.LogResponse(3, 3, true));
        node.receive("n3", new RaftMessages.LogResponse(3, 3, true));
        assertThat(node.last(RaftFacts.Committed.class)).isEqualTo(new RaftFacts.Committed(3, 3));
        assertThat(node.unsyncedWhenSending()).allMatch(record -> record instanceof RaftRecords.CommitLength);
    }

    private static LogEntry entry(long term) {
        return new LogEntry(term, new Command("c1", term, Command.WRITE, "x", null, term));
    }
}

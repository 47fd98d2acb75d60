package dev.squall.lectures.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.squall.lectures.commit.CommitFacts.Decided;
import dev.squall.lectures.commit.CommitFacts.Voted;
import dev.squall.lectures.commit.CommitMessages.Begin;
import dev.squall.lectures.commit.CommitMessages.BeginOk;
import dev.squall.lectures.commit.CommitMessages.Decision;
import dev.squall.lectures.commit.CommitMessages.DecisionAck;
import dev.squall.lectures.commit.CommitMessages.Flush;
import dev.squall.lectures.commit.CommitMessages.FlushOk;
import dev.squall.lectures.commit.CommitMessages.Prepare;
import dev.squall.lectures.commit.CommitMessages.Vote;
import dev.squall.lectures.commit.flawed.CoordinatorForgets;
import dev.squall.lectures.commit.flawed.DecisionNotStable;
import dev.squall.lectures.commit.flawed.ParticipantDecidesAlone;
import dev.squall.lectures.commit.flawed.VoteNotStable;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.testkit.LoneNode;
import dev.squall.world.WriteLoss;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests node n1 of a cluster of three. The test plays n2 and n3. */
class TwoPhaseCommitTest {

    private static final Map<String, Object> ITEMS = Map.of("n2", 20L, "n3", 30L);
    private static final long TIMEOUT_MILLIS = 300;

    private LoneNode node = new LoneNode(new TwoPhaseCommitProgram(), 3, Map.of());

    private static Prepare prepare(Object transaction, Object item) {
        return new Prepare(transaction, Map.of("n1", item, "n2", 0L));
    }

    private static Message message(String to, Body body) {
        return new Message("n1", to, Message.NO_ID, Message.NO_ID, body);
    }

    private List<Body> decisionsSent() {
        return node.takeSent().stream()
                .map(Message::body)
                .filter(Decision.class::isInstance)
                .toList();
    }

    private Stream<Decided> decided() {
        return node.facts().stream().filter(Decided.class::isInstance).map(Decided.class::cast);
    }

    // ---- Coordinator

    @Test
    void coordinatorCommitsAfterEveryVote() {
        Prepare prepare = new Prepare(1L, ITEMS);
        assertThat(node.request(new Begin(1L, ITEMS))).containsExactly(message("n2", prepare), message("n3", prepare));

        node.receive("n2", new Vote(1L, true));
        assertThat(node.takeSent()).isEmpty();

        node.receive("n3", new Vote(1L, true));
        Decision commit = new Decision(1L, true);
        assertThat(node.takeSent())
                .extracting(Message::destination, Message::body)
                .containsExactly(tuple("n2", commit), tuple("n3", commit), tuple("c1", new BeginOk(true)));
    }

    @Test
    void oneVoteToAbortIsEnough() {
        node.request(new Begin(1L, ITEMS));
        node.receive("n3", new Vote(1L, false));

        assertThat(decisionsSent()).hasSize(2).containsOnly(new Decision(1L, false));
    }

    @Test
    void silentParticipantAbortsTheTransaction() {
        node.request(new Begin(1L, ITEMS));
        node.receive("n2", new Vote(1L, true));
        node.run(TIMEOUT_MILLIS - 1);
        assertThat(decisionsSent()).isEmpty();

        node.run(1);
        node.receive("n3", new Vote(1L, true));

        assertThat(decisionsSent()).isNotEmpty().containsOnly(new Decision(1L, false));
    }

    @Test
    void prepareAndDecisionAreSentAgainToSilentParticipantsOnly() {
        node.request(new Begin(1L, ITEMS));
        node.receive("n2", new Vote(1L, true));
        node.run(100);
        assertThat(node.takeSent()).containsExactly(message("n3", new Prepare(1L, ITEMS)));

        node.receive("n3", new Vote(1L, true));
        node.receive("n2", new DecisionAck(1L));
        node.takeSent();
        node.run(100);
        assertThat(node.takeSent()).containsExactly(message("n3", new Decision(1L, true)));

        node.receive("n3", new DecisionAck(1L));
        node.run(1_000);
        assertThat(node.takeSent()).isEmpty();
        assertThat(node.answerTo("c1", new Flush())).isEqualTo(new FlushOk());
    }

    @Test
    void restartedCoordinatorSendsItsDecisionAgain() {
        node.request(new Begin(1L, ITEMS));
        node.receive("n2", new Vote(1L, true));
        node.receive("n3", new Vote(1L, true));
        node.takeSent();
        node.restart();

        assertThat(decisionsSent()).hasSize(2).containsOnly(new Decision(1L, true));
    }

    @Test
    void restartedCoordinatorAbortsWithoutADecision() {
        node.request(new Begin(1L, ITEMS));
        node.receive("n2", new Vote(1L, true));
        node.restart();

        assertThat(decisionsSent()).hasSize(2).containsOnly(new Decision(1L, false));
        assertThat(((ErrorReply) node.answerTo("c1", new Flush())).code())
                .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE.code());
    }

    @Test
    void crashBeforeTheDecisionIsStableSendsNoDecision() {
        node.request(new Begin(1L, ITEMS));
        node.receive("n2", new Vote(1L, true));
        node.crashAtNextSync(WriteLoss.LOST);
        node.receive("n3", new Vote(1L, true));

        assertThat(decided()).containsExactly(new Decided(1L, false));
    }

    @Test
    void unknownParticipantIsRejected() {
        Body reply = node.request(new Begin(1L, Map.of("n9", 1L))).get(0).body();

        assertThat(((ErrorReply) reply).code()).isEqualTo(ErrorCode.MALFORMED_REQUEST.code());
    }

    @Test
    void nothingIsSentBeforeItIsStable() {
        for (long transaction = 1; transaction <= 20; transaction++) {
            node.request(new Begin(transaction, ITEMS));
            node.receive("n2", new Vote(transaction, true));
            node.receive("n3", new Vote(transaction, transaction % 2 == 0));
            node.receive("n2", prepare(100 + transaction, 7L));
            node.receive("n2", new Decision(100 + transaction, transaction % 3 == 0));
        }

        assertThat(node.unsyncedWhenSending()).isEmpty();
    }

    // ---- Participant

    @Test
    void itemOfATransactionInDoubtStaysClaimed() {
        assertThat(node.answerTo("n2", prepare(1L, 7L))).isEqualTo(new Vote(1L, true));
        assertThat(node.answerTo("n2", prepare(2L, 7L))).isEqualTo(new Vote(2L, false));
        assertThat(node.answerTo("n2", prepare(3L, 8L))).isEqualTo(new Vote(3L, true));
        node.run(10_000);
        node.restart();
        assertThat(node.answerTo("n2", prepare(4L, 7L))).isEqualTo(new Vote(4L, false));

        assertThat(node.answerTo("n2", new Decision(1L, true))).isEqualTo(new DecisionAck(1L));
        assertThat(node.answerTo("n2", prepare(5L, 7L))).isEqualTo(new Vote(5L, true));
        assertThat(decided()).doesNotContain(new Decided(3L, true), new Decided(3L, false));
    }

    @Test
    void repeatedMessagesHaveOneEffect() {
        node.receive("n2", prepare(1L, 7L));
        assertThat(node.answerTo("n2", prepare(1L, 7L))).isEqualTo(new Vote(1L, true));
        node.receive("n2", new Decision(1L, true));
        assertThat(node.answerTo("n2", new Decision(1L, true))).isEqualTo(new DecisionAck(1L));

        assertThat(node.facts()).filteredOn(Voted.class::isInstance).hasSize(1);
        assertThat(decided()).containsExactly(new Decided(1L, true));
    }

    @Test
    void lateCopyOfPrepareAfterAnAbortGetsNoVote() {
        node.receive("n2", new Decision(1L, false));
        node.restart();
        node.takeSent();
        node.receive("n2", prepare(1L, 7L));

        assertThat(node.takeSent()).isEmpty();
        assertThat(node.facts()).noneMatch(Voted.class::isInstance);
        assertThat(node.answerTo("n2", prepare(2L, 7L))).isEqualTo(new Vote(2L, true));
    }

    @Test
    void voteToAbortIsADecision() {
        node.receive("n2", prepare(1L, 7L));
        node.receive("n2", prepare(2L, 7L));
        node.restart();

        assertThat(decided()).hasSize(2).containsOnly(new Decided(2L, false));
    }

    // ---- Flawed variants

    @Test
    void voteInMemoryIsForgotten() {
        node = new LoneNode(new VoteNotStable(), 3, Map.of());
        node.receive("n2", prepare(1L, 7L));
        node.restart();
        node.receive("n2", new Decision(1L, true));

        assertThat(decided()).containsExactly(new Decided(1L, false));
    }

    @Test
    void decisionInMemoryIsForgotten() {
        node = new LoneNode(new DecisionNotStable(), 3, Map.of());
        node.request(new Begin(1L, ITEMS));
        node.receive("n2", new Vote(1L, true));
        node.receive("n3", new Vote(1L, true));
        node.restart();

        assertThat(decided()).containsExactly(new Decided(1L, true), new Decided(1L, false));
    }

    @Test
    void impatientParticipantDecidesAlone() {
        node = new LoneNode(new ParticipantDecidesAlone(), 3, Map.of());
        node.receive("n2", prepare(1L, 7L));
        node.run(TIMEOUT_MILLIS);

        assertThat(decided()).containsExactly(new Decided(1L, false));
    }

    @Test
    void forgetfulCoordinatorIsSilent() {
        node = new LoneNode(new CoordinatorForgets(), 3, Map.of());
        node.request(new Begin(1L, ITEMS));
        node.restart();
        node.receive("n2", new Vote(1L, true));
        node.run(10_000);

        assertThat(decisionsSent()).isEmpty();
    }
}

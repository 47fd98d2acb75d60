package dev.squall.lectures.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.quorum.QuorumMessages.GetRequest;
import dev.squall.lectures.quorum.QuorumMessages.GetResponse;
import dev.squall.lectures.quorum.QuorumMessages.SetRequest;
import dev.squall.lectures.quorum.QuorumMessages.SetResponse;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv.Cas;
import dev.squall.node.protocol.LinKv.Read;
import dev.squall.node.protocol.LinKv.ReadOk;
import dev.squall.node.protocol.LinKv.Write;
import dev.squall.node.protocol.LinKv.WriteOk;
import dev.squall.testkit.LoneNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests node n1 of three, where n1 and one other node are a quorum. */
class QuorumNodeTest {

    private static final Version NOTHING = Version.NONE;

    private final LoneNode node = new LoneNode(new QuorumProgram(), 3, Map.of());

    private static Version version(long counter, String nodeId, Object value) {
        return new Version(new Timestamp(counter, nodeId), value);
    }

    private static Message to(String destination, List<Message> sent) {
        return sent.stream()
                .filter(message -> message.destination().equals(destination))
                .findFirst()
                .orElseThrow();
    }

    private static List<Body> bodies(List<Message> sent) {
        return sent.stream().map(Message::body).toList();
    }

    private void storeAtThisReplica(Version version) {
        node.receive(new Message("n3", "n1", 7, Message.NO_ID, new SetRequest("x", version)));
        node.takeSent();
    }

    private static List<Message> sentWithinOneSecond(LoneNode node) {
        node.run(1_000);
        return node.takeSent();
    }

    private static int code(Body reply) {
        return ((ErrorReply) reply).code();
    }

    @Test
    void writeExceedsReadQuorumAndWaitsForWriteQuorum() {
        List<Message> gets = node.request(new Write("x", 1L));
        assertThat(bodies(gets)).containsOnly(new GetRequest("x"));

        List<Message> sets = node.answer(to("n2", gets), new GetResponse(version(4, "n3", 0L)));
        assertThat(bodies(sets)).hasSize(2).containsOnly(new SetRequest("x", version(5, "n1", 1L)));

        assertThat(bodies(node.answer(to("n3", sets), new SetResponse()))).containsExactly(new WriteOk());
        assertThat(sentWithinOneSecond(node)).isEmpty();
    }

    @Test
    void readWritesBackBeforeItIsAnswered() {
        List<Message> gets = node.request(new Read("x"));
        List<Message> sets = node.answer(to("n2", gets), new GetResponse(version(4, "n3", 9L)));

        assertThat(sets).extracting(Message::destination).containsExactly("n3", "c1");
        assertThat(to("n3", sets).body()).isEqualTo(new SetRequest("x", version(4, "n3", 9L)));
        assertThat(to("c1", sets).body()).isEqualTo(new ReadOk(9L));
    }

    @Test
    void readWaitsUntilAQuorumHasItsVersion() {
        LoneNode five = new LoneNode(new QuorumProgram(), 5, Map.of());
        List<Message> gets = five.request(new Read("x"));
        five.answer(to("n2", gets), new GetResponse(version(4, "n2", 9L)));
        List<Message> sets = five.answer(to("n3", gets), new GetResponse(NOTHING));

        assertThat(sets).extracting(Message::destination).containsExactly("n3", "n4", "n5");
        assertThat(bodies(five.answer(to("n4", sets), new SetResponse()))).containsExactly(new ReadOk(9L));
    }

    @Test
    void readOfAnAgreeingQuorumIsAnsweredAtOnce() {
        storeAtThisReplica(version(4, "n3", 9L));
        List<Message> gets = node.request(new Read("x"));

        List<Message> sent = node.answer(to("n2", gets), new GetResponse(version(4, "n3", 9L)));

        assertThat(bodies(sent)).containsExactly(new ReadOk(9L));
    }

    @Test
    void aKeyThatWasNeverWrittenDoesNotExist() {
        List<Message> gets = node.request(new Read("x"));

        Body reply =
                to("c1", node.answer(to("n2", gets), new GetResponse(NOTHING))).body();

        assertThat(code(reply)).isEqualTo(ErrorCode.KEY_DOES_NOT_EXIST.code());
    }

    @Test
    void twoWritesAtOnceHaveDifferentTimestamps() {
        List<Message> first = node.request(new Write("x", 1L));
        List<Message> second = node.request(new Write("x", 2L));

        Body one = node.answer(to("n2", first), new GetResponse(NOTHING)).get(0).body();
        Body other =
                node.answer(to("n2", second), new GetResponse(NOTHING)).get(0).body();

        assertThat(one).isEqualTo(new SetRequest("x", version(1, "n1", 1L)));
        assertThat(other).isEqualTo(new SetRequest("x", version(2, "n1", 2L)));
    }

    @Test
    void aTimestampIsNotIssuedAgainAfterACrash() {
        LoneNode five = new LoneNode(new QuorumProgram(), 5, Map.of());
        List<Message> gets = five.request(new Write("x", 1L));
        five.answer(to("n2", gets), new GetResponse(NOTHING));
        five.answer(to("n3", gets), new GetResponse(NOTHING));
        five.restart();

        List<Message> getsAgain = five.request(new Write("y", 2L));
        five.answer(to("n2", getsAgain), new GetResponse(NOTHING));
        List<Message> sets = five.answer(to("n3", getsAgain), new GetResponse(NOTHING));

        assertThat(to("n2", sets).body()).isEqualTo(new SetRequest("y", version(2, "n1", 2L)));
    }

    @Test
    void aResponseToAnEarlierLifeDoesNotCount() {
        List<Message> before = node.request(new Read("x"));
        node.restart();
        node.request(new Read("x"));

        assertThat(node.answer(to("n2", before), new GetResponse(NOTHING))).isEmpty();
    }

    @Test
    void duplicateResponseCountsOnce() {
        LoneNode five = new LoneNode(new QuorumProgram(), 5, Map.of());
        List<Message> gets = five.request(new Read("x"));
        five.answer(to("n2", gets), new GetResponse(NOTHING));

        assertThat(five.answer(to("n2", gets), new GetResponse(NOTHING))).isEmpty();
    }

    @Test
    void requestsAreResentToSilentReplicas() {
        LoneNode five = new LoneNode(new QuorumProgram(), 5, Map.of());
        List<Message> gets = five.request(new Read("x"));
        five.answer(to("n2", gets), new GetResponse(NOTHING));

        five.run(60);
        List<Message> again = five.takeSent();

        assertThat(again).extracting(Message::destination).containsExactly("n3", "n4", "n5");
        assertThat(again)
                .extracting(Message::messageId)
                .containsOnly(gets.get(0).messageId());
    }

    @Test
    void replicaKeepsTheNewestVersionInAnyOrder() {
        storeAtThisReplica(version(3, "n2", 2L));
        storeAtThisReplica(version(3, "n1", 1L));
        node.restart();

        node.receive(new Message("n2", "n1", 8, Message.NO_ID, new GetRequest("x")));

        assertThat(node.takeSent())
                .containsExactly(new Message("n1", "n2", -1, 8, new GetResponse(version(3, "n2", 2L))));
    }

    @Test
    void nothingLeavesBeforeItsRecordIsStable() {
        writeExceedsReadQuorumAndWaitsForWriteQuorum();
        storeAtThisReplica(version(9, "n2", 2L));

        assertThat(node.unsyncedWhenSending()).isEmpty();
    }

    @Test
    void writeWithoutReadQuorumFailsDefinitely() {
        node.request(new Write("x", 1L));

        List<Message> sent = sentWithinOneSecond(node);

        assertThat(code(to("c1", sent).body())).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE.code());
        assertThat(sentWithinOneSecond(node)).isEmpty();
    }

    @Test
    void writeThatAReplicaMayHaveFailsIndefinitely() {
        List<Message> gets = node.request(new Write("x", 1L));
        node.answer(to("n2", gets), new GetResponse(NOTHING));

        Body reply = to("c1", sentWithinOneSecond(node)).body();

        assertThat(ErrorCode.isDefinite(code(reply))).isFalse();
        assertThat(sentWithinOneSecond(node)).isEmpty();
    }

    @Test
    void compareAndSetIsRefused() {
        List<Message> sent = node.request(new Cas("x", 1L, 2L));

        assertThat(code(to("c1", sent).body())).isEqualTo(ErrorCode.NOT_SUPPORTED.code());
    }

    @Test
    void withoutReadRepairAReadIsAnsweredAtOnce() {
        LoneNode plain = new LoneNode(new QuorumProgram(), 3, Map.of("read-repair", "none"));
        List<Message> gets = plain.request(new Read("x"));

        List<Message> sent = plain.answer(to("n2", gets), new GetResponse(version(4, "n3", 9L)));

        assertThat(bodies(sent)).containsExactly(new ReadOk(9L));
    }

    @Test
    void asynchronousRepairAnswersFirstAndGivesUpLater() {
        LoneNode five = new LoneNode(new QuorumProgram(), 5, Map.of("read-repair", "asynchronous"));
        List<Message> gets = five.request(new Read("x"));
        five.answer(to("n2", gets), new GetResponse(version(4, "n2", 9L)));

        List<Message> sent = five.answer(to("n3", gets), new GetResponse(NOTHING));

        assertThat(sent).extracting(Message::destination).containsExactly("n3", "n4", "n5", "c1");
        assertThat(sentWithinOneSecond(five)).extracting(Message::body).doesNotHaveAnyElementsOfTypes(ErrorReply.class);
        assertThat(sentWithinOneSecond(five)).isEmpty();
    }

    @Test
    void storageStaysBoundedAndLosesNothing() {
        for (long i = 1; i <= 5_000; i++) {
            storeAtThisReplica(version(i, "n2", i));
        }
        assertThat(node.records()).hasSizeLessThan(1_100);

        node.restart();

        node.receive(new Message("n2", "n1", 8, Message.NO_ID, new GetRequest("x")));
        assertThat(bodies(node.takeSent())).containsExactly(new GetResponse(version(5_000, "n2", 5_000L)));
    }
}

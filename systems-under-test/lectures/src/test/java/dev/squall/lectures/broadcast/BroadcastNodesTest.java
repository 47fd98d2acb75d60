package dev.squall.lectures.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.lectures.broadcast.BroadcastMessages.Copy;
import dev.squall.lectures.broadcast.BroadcastMessages.CopyStored;
import dev.squall.lectures.broadcast.BroadcastMessages.Gossip;
import dev.squall.lectures.broadcast.BroadcastMessages.Rumour;
import dev.squall.lectures.links.LinkMessages;
import dev.squall.lectures.links.LinkMessages.Data;
import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.NodeProgram;
import dev.squall.node.protocol.BroadcastFacts;
import dev.squall.node.protocol.Broadcasts;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.testkit.LoneNode;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.WriteLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BroadcastNodesTest {

    private static LoneNode lone(NodeProgram program) {
        return new LoneNode(program, 3, Map.of());
    }

    private static void broadcast(LoneNode node, Object message) {
        assertThat(node.request(new Broadcasts.Broadcast(message)))
                .extracting(Message::body)
                .contains(new Broadcasts.BroadcastOk());
    }

    private static List<Object> delivered(LoneNode node) {
        return node.facts().stream()
                .filter(BroadcastFacts.Delivered.class::isInstance)
                .map(fact -> ((BroadcastFacts.Delivered) fact).message())
                .toList();
    }

    private static List<Object> numbered(LoneNode node) {
        return node.facts().stream()
                .filter(BroadcastFacts.DeliveredAt.class::isInstance)
                .map(fact -> ((BroadcastFacts.DeliveredAt) fact).message())
                .toList();
    }

    /** A message of the layer above a reliable link. */
    private static Data data(long number, Object... content) {
        return new Data(number, Arrays.asList(content));
    }

    private static List<Object> read(VirtualCluster cluster, String node) {
        return ((Broadcasts.ReadOk) cluster.ask("c9", node, new Broadcasts.Read())).messages();
    }

    @Test
    void bestEffortSendsACopyToEachNodeAndDeliversItsOwn() {
        LoneNode node = lone(new BroadcastProgram.BestEffort());

        List<Message> sent = node.request(new Broadcasts.Broadcast(7L));

        assertThat(sent).filteredOn(message -> message.body() instanceof Data).hasSize(2);
        assertThat(delivered(node)).containsExactly(7L);
        assertThat(node.last(BroadcastFacts.Copied.class)).isEqualTo(new BroadcastFacts.Copied(2));
    }

    @Test
    void eagerPassesAMessageOnOnce() {
        LoneNode node = lone(new BroadcastProgram.Eager());

        node.receive("n2", data(1, "n2", 1L, 7L));
        assertThat(node.takeSent())
                .filteredOn(message -> message.body() instanceof Data)
                .hasSize(2);
        node.receive("n3", data(1, "n2", 1L, 7L));

        assertThat(node.takeSent()).noneMatch(message -> message.body() instanceof Data);
        assertThat(delivered(node)).containsExactly(7L);
    }

    @Test
    void fifoHoldsBackWhatComesEarly() {
        LoneNode node = lone(new BroadcastProgram.Fifo());

        node.receive("n2", data(1, "n2", 2L, Arrays.asList(1L, "second")));
        assertThat(delivered(node)).isEmpty();
        node.receive("n2", data(2, "n2", 1L, Arrays.asList(0L, "first")));

        assertThat(delivered(node)).containsExactly("first", "second");
    }

    @Test
    void causalHoldsAReplyBackUntilItsQuestionIsHere() {
        LoneNode node = lone(new BroadcastProgram.Causal());

        node.receive("n3", data(1, "n3", 1L, Arrays.asList(Map.of("n2", 1L, "n3", 0L), "reply")));
        assertThat(delivered(node)).isEmpty();
        node.receive("n2", data(1, "n2", 1L, Arrays.asList(Map.of("n2", 0L), "question")));

        assertThat(delivered(node)).containsExactly("question", "reply");
    }

    @Test
    void lamportOrderWaitsUntilItHasHeardFromAll() {
        LoneNode node = lone(new BroadcastProgram.Lamport());

        broadcast(node, "mine");
        node.receive("n2", data(1, 1L, Arrays.asList(2L)));
        assertThat(delivered(node)).isEmpty();
        node.receive("n3", data(1, 1L, Arrays.asList(5L, "theirs")));

        assertThat(delivered(node)).containsExactly("mine");
        node.receive("n2", data(2, 2L, Arrays.asList(6L)));
        assertThat(delivered(node)).containsExactly("mine", "theirs");
    }

    @Test
    void leaderGivesOneOrderToAll() {
        VirtualCluster cluster =
                VirtualCluster.of(new BroadcastProgram.Leader()).start();

        cluster.request("c1", "n2", new Broadcasts.Broadcast("a"));
        cluster.request("c2", "n3", new Broadcasts.Broadcast("b"));
        cluster.request("c3", "n1", new Broadcasts.Broadcast("c"));
        cluster.run(100);

        assertThat(read(cluster, "n1"))
                .hasSize(3)
                .isEqualTo(read(cluster, "n2"))
                .isEqualTo(read(cluster, "n3"));
    }

    @Test
    void stoppedNodeAnswersAndTakesNoPart() {
        LoneNode node = lone(new BroadcastProgram.Eager());

        broadcast(node, 7L);
        node.restart();
        node.receive("n2", data(1, "n2", 1L, 8L));

        assertThat(node.takeSent())
                .extracting(Message::body)
                .filteredOn(body -> !(body instanceof BroadcastMessages.Stopped))
                .noneMatch(body -> body instanceof LinkMessages.Ack);
        assertThat(node.request(new Broadcasts.Broadcast(9L)).get(0).body()).isInstanceOf(ErrorReply.class);
        assertThat(node.request(new Broadcasts.Read()).get(0).body()).isEqualTo(new Broadcasts.ReadOk(List.of()));
        assertThat(delivered(node)).containsExactly(7L);
    }

    @Test
    void nothingIsSentAgainToAStoppedNode() {
        LoneNode node = lone(new BroadcastProgram.BestEffort());

        broadcast(node, 7L);
        node.receive("n2", new BroadcastMessages.Stopped());
        node.takeSent();
        node.run(50);

        assertThat(node.takeSent()).extracting(Message::destination).containsExactly("n3");
    }

    @Test
    void uniformDeliversWhatAMajorityHasStored() {
        LoneNode node = new LoneNode(new BroadcastProgram.Uniform(), 5, Map.of());

        broadcast(node, 7L);
        node.receive("n2", new CopyStored(7L));
        assertThat(numbered(node)).isEmpty();
        node.receive("n3", new CopyStored(7L));

        assertThat(numbered(node)).containsExactly(7L);
        assertThat(node.unsyncedWhenSending()).isEmpty();
    }

    @Test
    void uniformContinuesAfterACrashWithWhatItStored() {
        LoneNode node = new LoneNode(new BroadcastProgram.Uniform(), 5, Map.of());

        node.receive("n2", new Copy("n2", 7L));
        broadcast(node, 8L);
        node.receive("n3", new CopyStored(7L));
        node.restart();

        assertThat(node.factsOfThisLife())
                .containsExactly(
                        new BroadcastFacts.Resumed(),
                        new BroadcastFacts.Broadcast(8L),
                        new BroadcastFacts.DeliveredAt(1, 7L));
        node.takeSent();
        node.run(50);
        assertThat(node.takeSentTo("n4")).contains(new Copy("n2", 7L), new Copy("n1", 8L));
    }

    @Test
    void gossipSendsWhatItHeardInEachRoundUntilItIsOld() {
        LoneNode node = new LoneNode(new BroadcastProgram.Gossip(), 3, Map.of("fan-out", "2", "rounds", "2"));

        node.receive("n2", new Gossip(List.of(new Rumour("n2", 1, 3, 7L))));
        node.takeSent();
        node.run(50);
        List<Body> firstRound = node.takeSentTo("n3");
        node.run(50);
        List<Body> secondRound = node.takeSentTo("n3");
        node.run(50);

        assertThat(firstRound).containsExactly(new Gossip(List.of(new Rumour("n2", 1, 4, 7L))));
        assertThat(secondRound).containsExactly(new Gossip(List.of(new Rumour("n2", 1, 5, 7L))));
        assertThat(node.takeSent()).isEmpty();
        assertThat(delivered(node)).containsExactly(7L);
    }

    @Test
    void raftDeliversOnceAfterEveryNodeWasRestarted() {
        VirtualCluster cluster = VirtualCluster.of(new RaftBroadcastProgram()).start();
        cluster.run(1_000);

        for (int i = 0; i < 3; i++) {
            cluster.ask("c" + i, "n" + (i + 1), new Broadcasts.Broadcast((long) i));
        }
        cluster.nodeIds().forEach(node -> cluster.crash(node, WriteLoss.LOST));
        cluster.run(2_000);

        for (String node : cluster.nodeIds()) {
            assertThat(read(cluster, node))
                    .as(node)
                    .containsExactlyElementsOf(read(cluster, "n1"))
                    .hasSize(3);
        }
    }

    @Test
    void unknownOptionAndZeroAreRefused() {
        assertThatThrownBy(() -> new BroadcastProgram.Gossip().create(null, Map.of("fanout", "2")))
                .hasMessage("A broadcast has no option 'fanout'; its options are"
                        + " [retransmission-ms, fan-out, rounds, round-ms].");
        assertThatThrownBy(() -> new BroadcastProgram.Gossip().create(null, Map.of("rounds", "0")))
                .hasMessage("The option 'rounds' is '0' and must be a whole number from 1 on.");
    }
}

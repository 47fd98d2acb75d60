package dev.squall.lectures.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.crdt.CrdtFacts.Processed;
import dev.squall.lectures.crdt.CrdtFacts.Updates;
import dev.squall.lectures.crdt.CrdtMessages.Add;
import dev.squall.lectures.crdt.CrdtMessages.DeltaReceived;
import dev.squall.lectures.crdt.CrdtMessages.Read;
import dev.squall.lectures.crdt.CrdtMessages.ReadOk;
import dev.squall.lectures.links.LinkMessages.Data;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.protocol.LinKv;
import dev.squall.node.wire.RecordArbitraries;
import dev.squall.node.wire.WireCodec;
import dev.squall.testkit.LoneNode;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.Latency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the replicas over their broadcasts, and of their messages. */
class CrdtNodesTest {

    private static final Latency TWO_MILLISECONDS = new Latency(2_000_000, Latency.Distribution.CONSTANT);

    static Stream<CrdtProgram> sets() {
        return Stream.of(
                new CrdtProgram.OpGSet(),
                new CrdtProgram.OpOrSet(),
                new CrdtProgram.StateGSet(),
                new CrdtProgram.StateOrSet(),
                new CrdtProgram.DeltaGSet(),
                new CrdtProgram.DeltaOrSet());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void separatedReplicasBecomeEqualAfterHealing(CrdtProgram program) {
        VirtualCluster cluster =
                VirtualCluster.of(program).latency(TWO_MILLISECONDS).start();
        cluster.separate("n1");
        cluster.ask("c1", "n1", new Add(1));
        cluster.ask("c2", "n2", new Add(2));
        cluster.run(500);
        assertThat(cluster.ask("c1", "n1", new Read())).isEqualTo(new ReadOk(List.of(1L)));
        cluster.heal();
        cluster.run(1_000);

        assertThat(cluster.nodeIds()).allSatisfy(node -> assertThat(cluster.ask("c0", node, new Read()))
                .isEqualTo(new ReadOk(List.of(1L, 2L))));
    }

    static Stream<CrdtProgram> counters() {
        return Stream.of(
                new CrdtProgram.OpCounter(), new CrdtProgram.StateGCounter(), new CrdtProgram.StatePnCounter());
    }

    @ParameterizedTest
    @MethodSource("counters")
    void everyReplicaCountsEachIncrementOnce(CrdtProgram program) {
        VirtualCluster cluster = VirtualCluster.of(program).start();
        cluster.nodeIds().forEach(node -> cluster.ask("c0", node, new CrdtMessages.AddDelta(2)));
        cluster.run(1_000);

        assertThat(cluster.nodeIds()).allSatisfy(node -> assertThat(cluster.ask("c0", node, new Read()))
                .isEqualTo(new ReadOk(6L)));
    }

    @Test
    void mapWithoutAValueHasNoKey() {
        LoneNode node = new LoneNode(new CrdtProgram.StateMap(), 2, Map.of());

        assertThat(node.request(new LinKv.Read(1L)).get(0).body())
                .isInstanceOf(dev.squall.node.protocol.ErrorReply.class);
    }

    @Test
    void replicaJournalsTheUpdatesThatAStateContains() {
        LoneNode node = new LoneNode(new CrdtProgram.StateGSet(), 2, Map.of());
        node.receive("n2", new Data(1, List.of(Map.of("n2", 3L), List.of(4L, 5L))));

        assertThat(node.last(Processed.class)).isEqualTo(new Processed(List.of(new Updates("n2", 1, 3)), "[4, 5]"));
    }

    @Test
    void repeatedStateIsNotJournalledAgain() {
        LoneNode node = new LoneNode(new CrdtProgram.StateGSet(), 2, Map.of());
        node.receive("n2", new Data(1, List.of(Map.of("n2", 1L), List.of(4L))));
        int facts = node.facts().size();
        node.receive("n2", new Data(2, List.of(Map.of("n2", 1L), List.of(4L))));

        assertThat(node.facts()).hasSize(facts);
    }

    @Test
    void unacknowledgedDeltasAreSentAgainAsOneGroup() {
        LoneNode node = new LoneNode(new CrdtProgram.DeltaGSet(), 2, Map.of());
        node.request(new Add(7));
        node.request(new Add(8));
        node.run(200);

        assertThat(node.takeSentTo("n2"))
                .extracting(body -> ((Data) body).content())
                .containsExactly(List.of(1L, 2L, List.of(7L, 8L)));
    }

    @Test
    void acknowledgedDeltasAreNotSentAgain() {
        LoneNode node = new LoneNode(new CrdtProgram.DeltaGSet(), 2, Map.of());
        node.request(new Add(7));
        node.request(new Add(8));
        node.receive("n2", new DeltaReceived(1));
        node.run(200);
        assertThat(node.takeSentTo("n2"))
                .extracting(body -> ((Data) body).content())
                .containsExactly(List.of(2L, 2L, List.of(8L)));

        node.receive("n2", new DeltaReceived(2));
        node.run(200);
        assertThat(node.takeSentTo("n2")).isEmpty();
    }

    @Test
    void deltaAfterAGapIsMergedButNotAcknowledged() {
        LoneNode node = new LoneNode(new CrdtProgram.DeltaGSet(), 2, Map.of());
        node.receive("n2", new Data(2, List.of(2L, 2L, List.of(8L))));
        assertThat(node.takeSentTo("n2")).containsExactly(new DeltaReceived(0));
        assertThat(node.last(Processed.class).state()).isEqualTo("[8]");

        node.receive("n2", new Data(3, List.of(1L, 2L, List.of(7L, 8L))));
        assertThat(node.takeSentTo("n2")).containsExactly(new DeltaReceived(2));
    }

    @Property(tries = 200)
    void everyMessageAndFactSurvivesItsCodec(@ForAll("bodies") Body body, @ForAll("facts") Fact fact) {
        WireCodec codec = new WireCodec(new CrdtProgram.DeltaOrSet().vocabulary());
        Message message = new Message("n1", "n2", 1, Message.NO_ID, body);

        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
        assertThat(codec.decodeFact(codec.encode(fact))).isEqualTo(fact);
    }

    @Provide
    Arbitrary<Body> bodies() {
        return new RecordArbitraries(new CrdtProgram.DeltaOrSet().vocabulary())
                .anyOf(new CrdtProgram.DeltaOrSet().vocabulary().bodies());
    }

    @Provide
    Arbitrary<Fact> facts() {
        return new RecordArbitraries(new CrdtProgram.DeltaOrSet().vocabulary())
                .anyOf(new CrdtProgram.DeltaOrSet().vocabulary().facts());
    }
}

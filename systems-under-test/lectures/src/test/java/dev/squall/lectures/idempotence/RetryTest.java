package dev.squall.lectures.idempotence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.lectures.crdt.CrdtMessages.Add;
import dev.squall.lectures.crdt.CrdtMessages.AddOk;
import dev.squall.lectures.crdt.CrdtMessages.Read;
import dev.squall.lectures.crdt.CrdtMessages.ReadOk;
import dev.squall.lectures.crdt.CrdtMessages.Remove;
import dev.squall.lectures.eventual.Timestamp;
import dev.squall.lectures.idempotence.RetryMessages.Executed;
import dev.squall.lectures.idempotence.RetryMessages.Request;
import dev.squall.lectures.idempotence.RetryMessages.Response;
import dev.squall.lectures.idempotence.flawed.IncrementsAddedAgain;
import dev.squall.lectures.idempotence.flawed.NoTimestamps;
import dev.squall.lectures.idempotence.flawed.NoTombstones;
import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.wire.RecordArbitraries;
import dev.squall.node.wire.WireCodec;
import dev.squall.testkit.LoneNode;
import dev.squall.testkit.VirtualCluster;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RetryTest {

    private static final Timestamp EARLY = new Timestamp(1, "n2");
    private static final Timestamp LATE = new Timestamp(2, "n3");

    private static Object addRemoveAndRetriedAdd(RetryProgram program) {
        Store store = program.newStore();
        store.execute(EARLY, Store.ADD, 7);
        store.execute(LATE, Store.REMOVE, 7);
        store.execute(EARLY, Store.ADD, 7);
        return store.value();
    }

    @Test
    void retriedAddBringsTheElementBackWithoutTimestampsOrTombstones() {
        assertThat(addRemoveAndRetriedAdd(new RetryProgram.OfSet())).isEqualTo(List.of());
        assertThat(addRemoveAndRetriedAdd(new NoTimestamps())).isEqualTo(List.of(7L));
        assertThat(addRemoveAndRetriedAdd(new NoTombstones())).isEqualTo(List.of(7L));
    }

    @Test
    void setTellsWhichExecutionsChangedIt() {
        Store set = new TimestampedSet();

        assertThat(set.execute(EARLY, Store.ADD, 7)).isTrue();
        assertThat(set.execute(EARLY, Store.ADD, 7)).isFalse();
        assertThat(set.execute(LATE, Store.ADD, 7)).isFalse();
        assertThat(set.execute(EARLY, Store.REMOVE, 7)).isFalse();
        assertThat(set.execute(new Timestamp(3, "n1"), Store.REMOVE, 7)).isTrue();
    }

    private static Object incrementTwice(RetryProgram program) {
        Store store = program.newStore();
        store.execute(EARLY, Store.ADD, 5);
        store.execute(EARLY, Store.ADD, 5);
        return store.value();
    }

    @Test
    void retriedIncrementCountsOnceOnlyAsAnElementOfASet() {
        assertThat(incrementTwice(new RetryProgram.OfCounter())).isEqualTo(5L);
        assertThat(incrementTwice(new IncrementsAddedAgain())).isEqualTo(10L);
    }

    @Test
    void stubRetriesTheSameRequestUntilTheResponse() {
        VirtualCluster cluster = VirtualCluster.of(new RetryProgram.OfSet())
                .size(2)
                .playing("n1")
                .start();
        cluster.request("c1", "n2", new Add(7));
        cluster.run(50);
        Request request = new Request(1, 1, Store.ADD, 7);
        assertThat(cluster.takeSent()).extracting(Message::body).containsExactly(request, request, request);

        cluster.send(new Message("n1", "n2", Message.NO_ID, Message.NO_ID, new Response(1, 5, List.of(7L))));
        cluster.run(50);
        assertThat(cluster.requests().get(0).reply()).isEqualTo(new AddOk());
        assertThat(cluster.takeSent()).extracting(Message::body).doesNotContain(request);
    }

    @Test
    void removeAfterAResponseHasAGreaterTime() {
        VirtualCluster cluster = VirtualCluster.of(new RetryProgram.OfSet())
                .size(2)
                .playing("n1")
                .start();
        cluster.request("c1", "n2", new Read());
        cluster.run(5);
        cluster.send(new Message("n1", "n2", Message.NO_ID, Message.NO_ID, new Response(1, 40, List.of(7L))));
        cluster.settle();
        cluster.takeSent();
        cluster.request("c1", "n2", new Remove(7));
        cluster.settle();

        assertThat(cluster.takeSent()).extracting(Message::body).containsExactly(new Request(2, 41, Store.REMOVE, 7));
    }

    @Test
    void serverExecutesEveryRequestThatArrives() {
        LoneNode server = new LoneNode(new RetryProgram.OfSet(), 2, Map.of());
        Request add = new Request(1, 3, Store.ADD, 7);

        assertThat(server.answerTo("n2", add)).isEqualTo(new Response(1, 3, List.of(7L)));
        assertThat(server.answerTo("n2", add)).isEqualTo(new Response(1, 3, List.of(7L)));
        assertThat(server.facts())
                .containsExactly(new Executed("n2", 1, Store.ADD, 7, true), new Executed("n2", 1, Store.ADD, 7, false));
    }

    @Test
    void everyClientReadsTheServersValue() {
        VirtualCluster cluster =
                VirtualCluster.of(new RetryProgram.OfSet()).size(3).start();
        cluster.ask("c1", "n2", new Add(7));

        assertThat(cluster.nodeIds()).allSatisfy(node -> assertThat(cluster.ask("c0", node, new Read()))
                .isEqualTo(new ReadOk(List.of(7L))));
    }

    private static Verdict judge(boolean secondChanged, int life) {
        RetryJournal journal = new RetryJournal("back", "gone");
        journal.onFact(1, "n1", 0, new Executed("n2", 1, Store.ADD, 7, true));
        journal.onFact(2, "n1", 0, new Executed("n3", 1, Store.REMOVE, 7, true));
        journal.onFact(3, "n1", life, new Executed("n2", 1, Store.ADD, 7, secondChanged));
        return journal.verdicts().get(0);
    }

    @Test
    void retryThatChangesTheValueIsAViolation() {
        assertThat(judge(false, 0).validity()).isEqualTo(Validity.VALID);
        assertThat(judge(true, 0).anomaly()).isEqualTo("back");
        assertThat(judge(true, 1).validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(new RetryJournal("back", "gone").verdicts()).isEmpty();
    }

    @Test
    void optionsAreRefused() {
        assertThatThrownBy(() -> new RetryProgram.OfSet().create(null, Map.of("retries", "3")))
                .hasMessage("found the options [retries]; expected none, because retries have no options");
    }

    @Property(tries = 200)
    void everyMessageAndFactSurvivesItsCodec(@ForAll("bodies") Body body, @ForAll("facts") Fact fact) {
        WireCodec codec = new WireCodec(new RetryProgram.OfSet().vocabulary());
        Message message = new Message("n1", "n2", 1, Message.NO_ID, body);

        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
        assertThat(codec.decodeFact(codec.encode(fact))).isEqualTo(fact);
    }

    @Provide
    Arbitrary<Body> bodies() {
        return new RecordArbitraries(new RetryProgram.OfSet().vocabulary())
                .anyOf(new RetryProgram.OfSet().vocabulary().bodies());
    }

    @Provide
    Arbitrary<Fact> facts() {
        return new RecordArbitraries(new RetryProgram.OfSet().vocabulary())
                .anyOf(new RetryProgram.OfSet().vocabulary().facts());
    }
}

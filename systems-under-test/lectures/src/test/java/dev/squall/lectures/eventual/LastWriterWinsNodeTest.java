package dev.squall.lectures.eventual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.lectures.eventual.flawed.LastWriterWinsByWallClock;
import dev.squall.lectures.eventual.flawed.MergeDependsOnOrder;
import dev.squall.lectures.eventual.flawed.NoTombstones;
import dev.squall.node.Body;
import dev.squall.node.NodeProgram;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.EventualMap.Delete;
import dev.squall.node.protocol.EventualMap.DeleteOk;
import dev.squall.node.protocol.LinKv;
import dev.squall.node.protocol.LinKv.Read;
import dev.squall.node.protocol.LinKv.ReadOk;
import dev.squall.node.protocol.LinKv.Write;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastWriterWinsNodeTest {

    private static final String KEY = "x";
    private static final Read READ = new Read(KEY);

    private final EventualCluster cluster = new EventualCluster(new LastWriterWinsProgram());

    private static Write write(long value) {
        return new Write(KEY, value);
    }

    private static Body value(long value) {
        return new ReadOk(value);
    }

    private static void assertGone(Body answer) {
        assertThat(answer).isInstanceOfSatisfying(ErrorReply.class, error -> assertThat(error.code())
                .isEqualTo(ErrorCode.KEY_DOES_NOT_EXIST.code()));
    }

    @Test
    void writeIsReadAtOnceHereAndElsewhereAfterItsBroadcast() {
        assertThat(cluster.ask("n1", write(1))).isEqualTo(new LinKv.WriteOk());
        assertThat(cluster.ask("n1", READ)).isEqualTo(value(1));
        assertGone(cluster.ask("n2", READ));
        cluster.deliver();
        assertThat(cluster.answers(READ)).containsOnly(value(1));
    }

    @Test
    void antiEntropyDeliversAMissedUpdate() {
        cluster.cut();
        cluster.ask("n1", write(1));
        cluster.ask("n2", new Write("y", 2L));
        cluster.heal();
        cluster.reconcile();
        assertThat(cluster.answers(READ)).containsOnly(value(1));
        assertThat(cluster.answers(new Read("y"))).containsOnly(value(2));
    }

    @Test
    void equalReplicasExchangeOnlyDigests() {
        cluster.ask("n1", write(1));
        cluster.deliver();
        cluster.sent();
        cluster.reconcile();
        assertThat(cluster.sent()).isNotEmpty().hasOnlyElementsOfType(LastWriterWinsMessages.Digest.class);
    }

    @Test
    void replicasAgreeOnConcurrentWrites() {
        cluster.ask("n1", write(1));
        cluster.ask("n2", write(2));
        cluster.deliver();
        assertThat(cluster.answers(READ)).containsOnly(value(2));
    }

    @Test
    void aWriteThatFollowsAnotherWinsOverIt() {
        cluster.ask("n3", write(1));
        cluster.ask("n3", write(2));
        cluster.deliver();
        cluster.ask("n1", write(3));
        cluster.deliver();
        assertThat(cluster.answers(READ)).containsOnly(value(3));
    }

    @Test
    void missedDeleteStaysDeleted() {
        assertDeleteMissedByN3(cluster);
        cluster.answers(READ).forEach(LastWriterWinsNodeTest::assertGone);
    }

    @Test
    void withoutTombstonesTheDeletedItemComesBack() {
        EventualCluster flawed = new EventualCluster(new NoTombstones());
        assertDeleteMissedByN3(flawed);
        assertThat(flawed.answers(READ)).containsOnly(value(1));
    }

    private static void assertDeleteMissedByN3(EventualCluster cluster) {
        cluster.ask("n1", write(1));
        cluster.deliver();
        cluster.cut();
        assertThat(cluster.ask("n1", new Delete(KEY))).isEqualTo(new DeleteOk());
        assertGone(cluster.ask("n1", READ));
        cluster.deliver();
        assertThat(cluster.ask("n3", READ)).isEqualTo(value(1));
        cluster.heal();
        cluster.reconcile();
    }

    @Test
    void unbrokenTiesMakeReplicasDifferForEver() {
        EventualCluster flawed = new EventualCluster(new MergeDependsOnOrder());
        flawed.ask("n1", write(1));
        flawed.ask("n2", write(2));
        flawed.deliver();
        flawed.reconcile();
        assertThat(flawed.ask("n1", READ)).isEqualTo(value(1));
        assertThat(flawed.ask("n2", READ)).isEqualTo(value(2));
    }

    @Test
    void wallClockWriteLosesToAnOlderOneFromAFastClock() {
        assertThat(overwriteAtTheSlowerNode(new LastWriterWinsByWallClock(), Map.of()))
                .containsOnly(value(1));
        assertThat(overwriteAtTheSlowerNode(new LastWriterWinsProgram(), Map.of("timestamps", "wall-clock")))
                .containsOnly(value(1));
        assertThat(overwriteAtTheSlowerNode(new LastWriterWinsProgram(), Map.of()))
                .containsOnly(value(2));
    }

    private static List<Body> overwriteAtTheSlowerNode(NodeProgram program, Map<String, String> options) {
        EventualCluster skewed = new EventualCluster(program, options);
        skewed.setClock("n1", 1_000);
        skewed.setClock("n2", 10);
        skewed.ask("n1", write(1));
        skewed.deliver();
        skewed.ask("n2", write(2));
        skewed.deliver();
        return skewed.answers(READ);
    }

    @Test
    void clockSetBackGivesNoTimeTwice() {
        EventualCluster skewed = new EventualCluster(new LastWriterWinsByWallClock());
        skewed.setClock("n1", 1_000);
        skewed.ask("n1", write(1));
        skewed.setClock("n1", 10);
        skewed.restart("n1");
        skewed.ask("n1", write(2));
        assertThat(skewed.ask("n1", READ)).isEqualTo(value(2));
    }

    @Test
    void acknowledgedAndReadValuesSurviveACrash() {
        cluster.ask("n1", write(1));
        cluster.deliver();
        assertThat(cluster.ask("n2", READ)).isEqualTo(value(1));
        cluster.restart("n2");
        cluster.restart("n1");
        assertThat(cluster.ask("n1", READ)).isEqualTo(value(1));
        assertThat(cluster.ask("n2", READ)).isEqualTo(value(1));
    }

    @Test
    void timestampsAreNotReusedAfterACrash() {
        cluster.ask("n1", write(1));
        cluster.deliver();
        cluster.restart("n1");
        cluster.ask("n1", write(2));
        cluster.deliver();
        assertThat(cluster.answers(READ)).containsOnly(value(2));
    }

    @Test
    void compactionKeepsTheState() {
        EventualCluster compacting = new EventualCluster(new LastWriterWinsProgram(), Map.of("compact-every", "10"));
        for (long i = 1; i <= 100; i++) {
            compacting.ask("n1", write(i));
        }
        compacting.ask("n1", new Delete("y"));
        assertThat(compacting.records("n1")).hasSizeLessThan(15);
        compacting.deliver();
        compacting.restart("n1");
        assertThat(compacting.ask("n1", READ)).isEqualTo(value(100));
        compacting.ask("n1", write(101));
        compacting.deliver();
        assertThat(compacting.answers(READ)).containsOnly(value(101));
    }

    @Test
    void unknownRequestIsRefused() {
        assertThat(cluster.ask("n1", new LinKv.Cas(KEY, 1L, 2L)))
                .isInstanceOfSatisfying(
                        ErrorReply.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.NOT_SUPPORTED.code()));
    }

    @Test
    void invalidOptionsAreRefusedInOneSentence() {
        NodeProgram program = new LastWriterWinsProgram();
        assertThatThrownBy(() -> program.create(null, Map.of("gossip", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no option 'gossip'")
                .hasMessageContaining("anti-entropy-ms");
        assertThatThrownBy(() -> program.create(null, Map.of("anti-entropy-ms", "0")))
                .hasMessage("The option 'anti-entropy-ms' is '0' and must be a whole number from 1 to 999999999.");
        assertThatThrownBy(() -> program.create(null, Map.of("timestamps", "atomic")))
                .hasMessage("The option 'timestamps' is 'atomic' and must be lamport or wall-clock.");
    }
}

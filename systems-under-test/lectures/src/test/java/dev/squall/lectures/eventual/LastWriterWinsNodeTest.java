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

    private final PlayedCluster cluster = new PlayedCluster(new LastWriterWinsProgram());

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
        assertThat(cluster.n1.ask(write(1))).isEqualTo(new LinKv.WriteOk());
        assertThat(cluster.n1.ask(READ)).isEqualTo(value(1));
        assertGone(cluster.n2.ask(READ));
        cluster.deliver();
        assertThat(cluster.answers(READ)).containsOnly(value(1));
    }

    @Test
    void antiEntropyDeliversAMissedUpdate() {
        cluster.n1.ask(write(1));
        cluster.n2.ask(new Write("y", 2L));
        cluster.drop();
        cluster.reconcile();
        assertThat(cluster.answers(READ)).containsOnly(value(1));
        assertThat(cluster.answers(new Read("y"))).containsOnly(value(2));
    }

    @Test
    void equalReplicasExchangeOnlyDigests() {
        cluster.n1.ask(write(1));
        cluster.deliver();
        cluster.n1.fireTimer();
        cluster.n2.receive(cluster.n1.sent.removeFirst());
        assertThat(cluster.n2.sent).isEmpty();
    }

    @Test
    void replicasAgreeOnConcurrentWrites() {
        cluster.n1.ask(write(1));
        cluster.n2.ask(write(2));
        cluster.deliver();
        assertThat(cluster.answers(READ)).containsOnly(value(2));
    }

    @Test
    void aWriteThatFollowsAnotherWinsOverIt() {
        cluster.n3.ask(write(1));
        cluster.n3.ask(write(2));
        cluster.deliver();
        cluster.n1.ask(write(3));
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
        PlayedCluster flawed = new PlayedCluster(new NoTombstones());
        assertDeleteMissedByN3(flawed);
        assertThat(flawed.answers(READ)).containsOnly(value(1));
    }

    private static void assertDeleteMissedByN3(PlayedCluster cluster) {
        cluster.n1.ask(write(1));
        cluster.deliver();
        assertThat(cluster.n1.ask(new Delete(KEY))).isEqualTo(new DeleteOk());
        assertGone(cluster.n1.ask(READ));
        cluster.drop();
        assertThat(cluster.n3.ask(READ)).isEqualTo(value(1));
        cluster.reconcile();
    }

    @Test
    void unbrokenTiesMakeReplicasDifferForEver() {
        PlayedCluster flawed = new PlayedCluster(new MergeDependsOnOrder());
        flawed.n1.ask(write(1));
        flawed.n2.ask(write(2));
        flawed.deliver();
        flawed.reconcile();
        assertThat(flawed.n1.ask(READ)).isEqualTo(value(1));
        assertThat(flawed.n2.ask(READ)).isEqualTo(value(2));
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
        PlayedCluster skewed = new PlayedCluster(program, options);
        skewed.n1.wallClockNanos = 1_000;
        skewed.n2.wallClockNanos = 10;
        skewed.n1.ask(write(1));
        skewed.deliver();
        skewed.n2.ask(write(2));
        skewed.deliver();
        return skewed.answers(READ);
    }

    @Test
    void clockSetBackGivesNoTimeTwice() {
        PlayedCluster skewed = new PlayedCluster(new LastWriterWinsByWallClock());
        skewed.n1.wallClockNanos = 1_000;
        skewed.n1.ask(write(1));
        skewed.n1.wallClockNanos = 10;
        skewed.n1.restart();
        skewed.n1.ask(write(2));
        assertThat(skewed.n1.ask(READ)).isEqualTo(value(2));
    }

    @Test
    void acknowledgedAndReadValuesSurviveACrash() {
        cluster.n1.ask(write(1));
        cluster.deliver();
        assertThat(cluster.n2.ask(READ)).isEqualTo(value(1));
        cluster.n2.restart();
        cluster.n1.restart();
        assertThat(cluster.n1.ask(READ)).isEqualTo(value(1));
        assertThat(cluster.n2.ask(READ)).isEqualTo(value(1));
    }

    @Test
    void timestampsAreNotReusedAfterACrash() {
        cluster.n1.ask(write(1));
        cluster.deliver();
        cluster.n1.restart();
        cluster.n1.ask(write(2));
        cluster.deliver();
        assertThat(cluster.answers(READ)).containsOnly(value(2));
    }

    @Test
    void compactionKeepsTheState() {
        PlayedCluster compacting = new PlayedCluster(new LastWriterWinsProgram(), Map.of("compact-every", "10"));
        for (long i = 1; i <= 100; i++) {
            compacting.n1.ask(write(i));
        }
        compacting.n1.ask(new Delete("y"));
        assertThat(compacting.n1.read()).hasSizeLessThan(15);
        compacting.drop();
        compacting.n1.restart();
        assertThat(compacting.n1.ask(READ)).isEqualTo(value(100));
        compacting.n1.ask(write(101));
        compacting.deliver();
        assertThat(compacting.answers(READ)).containsOnly(value(101));
    }

    @Test
    void unknownRequestIsRefused() {
        assertThat(cluster.n1.ask(new LinKv.Cas(KEY, 1L, 2L)))
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

package dev.squall.lectures.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv.Read;
import dev.squall.node.protocol.LinKv.ReadOk;
import dev.squall.node.protocol.LinKv.Write;
import dev.squall.node.protocol.MultiValueMap.WriteOk;
import dev.squall.testkit.LoneNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultiValueNodeTest {

    private static final Read READ = new Read("x");

    private final EventualCluster cluster = new EventualCluster(new MultiValueProgram());

    private static Write write(long value) {
        return new Write("x", value);
    }

    private static List<?> values(Body answer) {
        return (List<?>) ((ReadOk) answer).value();
    }

    private void assertEveryoneHolds(Object... values) {
        for (Body answer : cluster.answers(READ)) {
            assertThat(List.<Object>copyOf(values(answer))).containsExactlyInAnyOrder(values);
        }
    }

    @Test
    void concurrentValuesStayUntilOverwritten() {
        cluster.ask("n1", write(1));
        cluster.ask("n2", write(2));
        cluster.deliver();
        assertEveryoneHolds(1L, 2L);
        WriteOk written = (WriteOk) cluster.ask("n3", write(3));
        assertThat(written.overwritten()).containsExactlyInAnyOrder(1L, 2L);
        cluster.deliver();
        assertEveryoneHolds(3L);
    }

    @Test
    void writeOverwritesOnlyTheValuesAtItsNode() {
        cluster.cut();
        cluster.ask("n1", write(1));
        assertThat(cluster.ask("n2", write(2))).isEqualTo(new WriteOk(List.of()));
        assertThat(cluster.ask("n1", write(3))).isEqualTo(new WriteOk(List.of(1L)));
        cluster.heal();
        cluster.reconcile();
        assertEveryoneHolds(2L, 3L);
    }

    @Test
    void lateOverwrittenValueIsDropped() {
        cluster.ask("n2", write(1));
        cluster.ask("n2", write(2));
        List<Body> toN1 = cluster.sent();
        LoneNode node = new LoneNode(new MultiValueProgram(), 3, Map.of());
        node.receive("n2", toN1.get(2));
        node.receive("n2", toN1.get(0));
        node.receive("n2", toN1.get(2));
        assertThat(node.answerTo("c1", READ)).isEqualTo(new ReadOk(List.of(2L)));
    }

    @Test
    void countersAreNotReusedAfterACrash() {
        cluster.ask("n1", write(1));
        cluster.deliver();
        cluster.restart("n1");
        cluster.ask("n1", write(2));
        cluster.deliver();
        assertEveryoneHolds(2L);
    }

    @Test
    void compactionKeepsTheState() {
        EventualCluster compacting = new EventualCluster(new MultiValueProgram(), Map.of("compact-every", "10"));
        for (long i = 1; i <= 100; i++) {
            compacting.ask("n1", write(i));
        }
        assertThat(compacting.records("n1")).hasSizeLessThan(15);
        compacting.restart("n1");
        assertThat(compacting.ask("n1", READ)).isEqualTo(new ReadOk(List.of(100L)));
    }

    @Test
    void aKeyNeverWrittenDoesNotExist() {
        assertThat(cluster.ask("n1", READ)).isInstanceOfSatisfying(ErrorReply.class, error -> assertThat(error.code())
                .isEqualTo(ErrorCode.KEY_DOES_NOT_EXIST.code()));
    }
}

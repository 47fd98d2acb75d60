package dev.squall.lectures.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv.Read;
import dev.squall.node.protocol.LinKv.ReadOk;
import dev.squall.node.protocol.LinKv.Write;
import dev.squall.node.protocol.MultiValueMap.WriteOk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultiValueNodeTest {

    private static final Read READ = new Read("x");

    private final PlayedCluster cluster = new PlayedCluster(new MultiValueProgram());

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
        cluster.n1.ask(write(1));
        cluster.n2.ask(write(2));
        cluster.deliver();
        assertEveryoneHolds(1L, 2L);
        WriteOk written = (WriteOk) cluster.n3.ask(write(3));
        assertThat(written.overwritten()).containsExactlyInAnyOrder(1L, 2L);
        cluster.deliver();
        assertEveryoneHolds(3L);
    }

    @Test
    void writeOverwritesOnlyTheValuesAtItsNode() {
        cluster.n1.ask(write(1));
        cluster.drop();
        assertThat(cluster.n2.ask(write(2))).isEqualTo(new WriteOk(List.of()));
        assertThat(cluster.n1.ask(write(3))).isEqualTo(new WriteOk(List.of(1L)));
        cluster.drop();
        cluster.reconcile();
        assertEveryoneHolds(2L, 3L);
    }

    @Test
    void lateOverwrittenValueIsDropped() {
        cluster.n1.ask(write(1));
        cluster.n1.ask(write(2));
        List<Message> toN2 = cluster.n1.sent.stream()
                .filter(message -> message.destination().equals("n2"))
                .toList();
        cluster.n2.receive(toN2.get(1));
        cluster.n2.receive(toN2.get(0));
        cluster.n2.receive(toN2.get(1));
        assertThat(cluster.n2.ask(READ)).isEqualTo(new ReadOk(List.of(2L)));
    }

    @Test
    void countersAreNotReusedAfterACrash() {
        cluster.n1.ask(write(1));
        cluster.deliver();
        cluster.n1.restart();
        cluster.n1.ask(write(2));
        cluster.deliver();
        assertEveryoneHolds(2L);
    }

    @Test
    void compactionKeepsTheState() {
        PlayedCluster compacting = new PlayedCluster(new MultiValueProgram(), Map.of("compact-every", "10"));
        for (long i = 1; i <= 100; i++) {
            compacting.n1.ask(write(i));
        }
        assertThat(compacting.n1.read()).hasSizeLessThan(15);
        compacting.n1.restart();
        assertThat(compacting.n1.ask(READ)).isEqualTo(new ReadOk(List.of(100L)));
    }

    @Test
    void aKeyNeverWrittenDoesNotExist() {
        assertThat(cluster.n1.ask(READ)).isInstanceOfSatisfying(ErrorReply.class, error -> assertThat(error.code())
                .isEqualTo(ErrorCode.KEY_DOES_NOT_EXIST.code()));
    }
}

package dev.squall.lectures.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.lectures.detectors.FailureDetector.Heartbeat;
import dev.squall.lectures.detectors.flawed.Asynchronous;
import dev.squall.lectures.detectors.flawed.TimeoutFixed;
import dev.squall.node.Message;
import dev.squall.node.protocol.Detectors;
import dev.squall.node.protocol.Detectors.Restored;
import dev.squall.node.protocol.Detectors.Started;
import dev.squall.node.protocol.Detectors.Suspected;
import dev.squall.node.protocol.Detectors.TimeoutSet;
import dev.squall.testkit.LoneNode;
import dev.squall.testkit.VirtualCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureDetectorTest {

    private static final Map<String, String> FAST = Map.of("timeout-ms", "100");

    private final LoneNode node = new LoneNode(new DetectorProgram.EventuallyPerfect(), 3, Map.of());

    @Test
    void heartbeatsGoToAllOthersPeriodically() {
        assertThat(node.takeSent()).extracting(Message::destination).containsExactly("n2", "n3");

        node.run(50);
        assertThat(node.takeSent())
                .containsExactly(
                        new Message("n1", "n2", Message.NO_ID, Message.NO_ID, new Heartbeat()),
                        new Message("n1", "n3", Message.NO_ID, Message.NO_ID, new Heartbeat()));
    }

    @Test
    void silentNodeIsSuspectedAndRestoredWithLongerTimeout() {
        node.receive("n2", new Heartbeat());
        node.run(100);
        assertThat(node.last(Suspected.class)).isNull();
        node.run(50);
        assertThat(node.last(Suspected.class)).isEqualTo(new Suspected("n2"));

        node.receive("n2", new Heartbeat());
        assertThat(node.facts())
                .containsExactly(
                        new Started(),
                        new TimeoutSet("n2", 100),
                        new Suspected("n2"),
                        new TimeoutSet("n2", 150),
                        new Restored("n2"));
        node.run(150);
        assertThat(node.last(Restored.class)).isNotNull();
        assertThat(node.facts()).hasSize(5);
        node.run(50);
        assertThat(node.facts()).endsWith(new Suspected("n2")).hasSize(6);
    }

    @Test
    void clientsAreToldWhoIsSuspected() {
        node.receive("n3", new Heartbeat());
        node.run(200);

        assertThat(node.answerTo("c1", new Detectors.Suspects())).isEqualTo(new Detectors.SuspectsOk(List.of("n3")));
    }

    @Test
    void nodeNeverHeardOfHasTimeToStart() {
        node.run(Detectors.TIMEOUT_MILLIS_UNLESS_SET);
        assertThat(node.last(Suspected.class)).isNull();
        node.run(50);
        assertThat(node.facts()).contains(new Suspected("n2"), new Suspected("n3"));
    }

    @Test
    void restartedNodeSuspectsNobody() {
        node.receive("n2", new Heartbeat());
        node.run(200);
        node.restart();

        assertThat(node.factsOfThisLife()).containsExactly(new Started());
        assertThat(node.answerTo("c1", new Detectors.Suspects())).isEqualTo(new Detectors.SuspectsOk(List.of()));
    }

    @Test
    void perfectDetectorNeverRestores() {
        LoneNode perfect = new LoneNode(new DetectorProgram.Perfect(), 2, FAST);
        perfect.receive("n2", new Heartbeat());
        perfect.run(200);
        perfect.receive("n2", new Heartbeat());

        assertThat(perfect.facts()).endsWith(new Suspected("n2"));
        assertThat(perfect.answerTo("c1", new Detectors.Suspects())).isEqualTo(new Detectors.SuspectsOk(List.of("n2")));
    }

    @Test
    void fixedTimeoutDoesNotGrow() {
        LoneNode fixed = new LoneNode(new TimeoutFixed(), 2, Map.of());
        fixed.receive("n2", new Heartbeat());
        fixed.run(200);
        fixed.receive("n2", new Heartbeat());

        assertThat(fixed.facts())
                .containsExactly(new Started(), new TimeoutSet("n2", 100), new Suspected("n2"), new Restored("n2"));
    }

    @Test
    void asynchronousHeartbeatsAreSentFurtherAndFurtherApart() {
        VirtualCluster cluster =
                VirtualCluster.of(new Asynchronous()).size(2).playing("n2").start();
        cluster.run(1_000);
        int early = cluster.takeSent().size();
        cluster.run(1_000);
        int late = cluster.takeSent().size();

        assertThat(late).isPositive().isLessThan(early);
    }

    @Test
    void unknownOptionIsRefused() {
        assertThatThrownBy(() -> new DetectorProgram.Perfect().create(null, Map.of("timeout", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A failure detector has no option 'timeout'; its options are "
                        + "[growth-ms, heartbeat-ms, timeout-ms].");
        assertThatThrownBy(() -> new DetectorProgram.Perfect().create(null, Map.of("timeout-ms", "0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The option 'timeout-ms' is '0' and must be a whole number from 1 on.");
    }
}

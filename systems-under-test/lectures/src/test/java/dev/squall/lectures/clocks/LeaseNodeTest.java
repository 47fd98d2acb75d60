package dev.squall.lectures.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.lectures.clocks.LeaseNode.Grant;
import dev.squall.lectures.clocks.LeaseNode.Request;
import dev.squall.node.Message;
import dev.squall.node.protocol.Timekeeping.Use;
import dev.squall.node.protocol.Timekeeping.Used;
import dev.squall.testkit.LoneNode;
import dev.squall.testkit.VirtualCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaseNodeTest {

    /** Longer than a term by any clock within the bound on drift. */
    private static final long LONG_MILLIS = 250;

    private final LoneNode granting = new LoneNode(new ClockProgram.Lease(), 3, Map.of());

    @Test
    void leaseIsGrantedToOneNodeAtATime() {
        granting.run(LONG_MILLIS);
        granting.receive("n2", new Request(1));
        granting.receive("n3", new Request(1));
        assertThat(granting.takeSent()).extracting(Message::destination).containsExactly("n2");

        granting.run(LONG_MILLIS);
        granting.receive("n3", new Request(2));
        assertThat(granting.takeSentTo("n3")).containsExactly(new Grant(2));
    }

    @Test
    void holderMayRenew() {
        granting.run(LONG_MILLIS);
        granting.receive("n2", new Request(1));
        granting.receive("n2", new Request(2));

        assertThat(granting.takeSentTo("n2")).containsExactly(new Grant(1), new Grant(2));
    }

    @Test
    void restartedNodeGrantsNothingForOneTerm() {
        granting.run(LONG_MILLIS);
        granting.receive("n2", new Request(1));
        granting.restart();
        granting.receive("n3", new Request(1));
        assertThat(granting.takeSentTo("n3")).isEmpty();

        granting.run(LONG_MILLIS);
        granting.receive("n3", new Request(2));
        assertThat(granting.takeSentTo("n3")).containsExactly(new Grant(2));
    }

    private final VirtualCluster cluster =
            VirtualCluster.of(new ClockProgram.Lease()).size(2).playing("n1").start();

    private List<Used> uses() {
        return cluster.facts("n2").stream()
                .filter(Used.class::isInstance)
                .map(Used.class::cast)
                .toList();
    }

    private void grant(long number) {
        cluster.send(new Message("n1", "n2", Message.NO_ID, Message.NO_ID, new Grant(number)));
        cluster.settle();
    }

    @Test
    void holderActsUntilItsTermEnds() {
        cluster.request("c1", "n2", new Use());
        cluster.run(50);
        grant(1);
        assertThat(uses()).extracting(Used::tenure).containsExactly(1L);

        cluster.request("c1", "n2", new Use());
        cluster.settle();
        assertThat(uses()).hasSize(2);

        cluster.run(200);
        cluster.request("c1", "n2", new Use());
        cluster.settle();
        assertThat(uses()).hasSize(2);
    }

    @Test
    void termCountsFromTheRequestThatIsGranted() {
        cluster.request("c1", "n2", new Use());
        cluster.run(250);
        grant(1);

        assertThat(uses()).isEmpty();
    }

    @Test
    void grantOfNoRequestIsIgnored() {
        cluster.request("c1", "n2", new Use());
        grant(99);

        assertThat(uses()).isEmpty();
    }

    @Test
    void termOfNoLengthIsRefused() {
        assertThatThrownBy(() -> new ClockProgram.Lease().create(null, Map.of("term-ms", "0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The option 'term-ms' is '0' and must be a whole number from 1 on.");
        assertThatThrownBy(() -> new ClockProgram.Ntp().create(null, Map.of("term-ms", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("This system has no option 'term-ms'; its options are [].");
    }
}

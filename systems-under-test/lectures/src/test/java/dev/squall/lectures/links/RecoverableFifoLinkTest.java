package dev.squall.lectures.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.links.LinkMessages.CumulativeAck;
import dev.squall.lectures.links.LinkMessages.Data;
import dev.squall.node.protocol.LinkFacts;
import dev.squall.node.protocol.LinkFacts.Incoming;
import dev.squall.node.protocol.LinkFacts.Outgoing;
import dev.squall.node.protocol.LinkFacts.Recovered;
import dev.squall.world.WriteLoss;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoverableFifoLinkTest {

    private final LoneLink node = new LoneLink(new RecoverableFifoLinkProgram());

    @Test
    void nothingLeavesBeforeItsRecordIsStable() {
        node.send("n2", "a");
        node.receive("n2", new Data(1, "b"));

        assertThat(node.takeSentTo("n2")).containsExactly(new Data(1, "a"), new CumulativeAck(1));
        assertThat(node.unsyncedWhenSending()).isEmpty();
    }

    @Test
    void restartedSenderContinues() {
        node.send("n2", "a");
        node.send("n2", "b");
        node.receive("n2", new CumulativeAck(1));
        node.crash(WriteLoss.NONE);
        node.takeSent();

        node.tick();
        node.send("n2", "c");

        assertThat(node.takeSentTo("n2")).containsExactly(new Data(2, "b"), new Data(3, "c"));
    }

    @Test
    void lostAcknowledgementIsRequestedAgain() {
        node.send("n2", "a");
        node.receive("n2", new CumulativeAck(1));
        node.restart();
        node.takeSent();

        node.tick();

        assertThat(node.takeSentTo("n2")).containsExactly(new Data(1, "a"));
    }

    @Test
    void restartedReceiverDeliversNothingTwice() {
        node.receive("n2", new Data(1, "a"));
        node.restart();
        node.takeSent();

        node.receive("n2", new Data(1, "a"));
        node.receive("n2", new Data(2, "b"));

        assertThat(node.delivered()).containsExactly("a", "b");
        assertThat(node.takeSentTo("n2")).containsExactly(new CumulativeAck(1), new CumulativeAck(2));
    }

    @Test
    void heldBackMessageIsNotAcknowledged() {
        node.receive("n2", new Data(2, "b"));
        assertThat(node.takeSentTo("n2")).containsExactly(new CumulativeAck(0));

        node.restart();
        node.receive("n2", new Data(1, "a"));
        assertThat(node.delivered()).containsExactly("a");
        assertThat(node.takeSentTo("n2")).containsExactly(new CumulativeAck(1));
    }

    @Test
    void unstableMessageIsLostWithoutATrace() {
        node.crashAtNextSync(WriteLoss.LOST);
        node.send("n2", "a");
        node.send("n2", "b");

        assertThat(node.takeSentTo("n2")).containsExactly(new Data(1, "b"));
        assertThat(node.facts())
                .doesNotContain(new LinkFacts.Accepted("n2", "a"))
                .contains(new LinkFacts.Accepted("n2", "b"));
    }

    @Test
    void stableMessageIsSentInTheNextLife() {
        node.crashAtNextSync(WriteLoss.NONE);
        node.send("n2", "a");

        assertThat(node.last(Recovered.class)).isEqualTo(new Recovered(List.of(new Outgoing("n2", "a")), List.of()));
        node.tick();
        assertThat(node.takeSentTo("n2")).containsExactly(new Data(1, "a"));
    }

    @Test
    void stableDeliveryIsRecordedInTheNextLife() {
        node.crashAtNextSync(WriteLoss.NONE);
        node.receive("n2", new Data(1, "a"));
        node.receive("n2", new Data(1, "a"));

        assertThat(node.delivered()).isEmpty();
        assertThat(node.last(Recovered.class)).isEqualTo(new Recovered(List.of(), List.of(new Incoming("n2", "a"))));
        assertThat(node.takeSentTo("n2")).containsExactly(new CumulativeAck(1));
    }

    @Test
    void compactionKeepsCountersAndMessages() {
        int most = 0;
        for (long i = 1; i <= 10_000; i++) {
            node.send("n2", i);
            node.receive("n2", new CumulativeAck(i - 1));
            node.receive("n2", new Data(i, -i));
            most = Math.max(most, node.records().size());
        }
        assertThat(most).isBetween(2_000, 2_100);

        node.restart();
        node.takeSent();
        node.send("n2", "a");
        node.receive("n2", new Data(10_000, "again"));
        node.receive("n2", new Data(10_001, "new"));

        assertThat(node.last(Recovered.class).outgoing()).containsExactly(new Outgoing("n2", 10_000L));
        assertThat(node.last(Recovered.class).delivered())
                .hasSize(Recovered.DELIVERED_MAX)
                .endsWith(new Incoming("n2", -9_999L), new Incoming("n2", -10_000L));
        assertThat(node.takeSentTo("n2"))
                .containsExactly(new Data(10_001, "a"), new CumulativeAck(10_000), new CumulativeAck(10_001));
        assertThat(node.delivered()).hasSize(10_001).endsWith(-10_000L, "new");
    }
}

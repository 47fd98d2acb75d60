package dev.squall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.node.Message;
import dev.squall.node.host.CounterProgram;
import dev.squall.node.host.CounterProgram.Add;
import dev.squall.node.host.CounterProgram.Added;
import dev.squall.node.host.CounterProgram.Heard;
import dev.squall.node.host.CounterProgram.Later;
import dev.squall.node.host.CounterProgram.Tell;
import dev.squall.node.host.CounterProgram.Told;
import dev.squall.node.host.CounterProgram.Total;
import dev.squall.node.host.CounterProgram.TotalOk;
import dev.squall.world.Latency;
import dev.squall.world.WriteLoss;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VirtualClusterTest {

    private final VirtualCluster cluster = VirtualCluster.of(new CounterProgram())
            .latency(new Latency(2_000_000, Latency.Distribution.CONSTANT))
            .playing("n3")
            .start();

    private static TotalOk total(long total) {
        return new TotalOk(total, Map.of());
    }

    @Test
    void replyArrivesInTheSameInstant() {
        assertThat(cluster.ask("c1", "n1", new Add(5, true))).isEqualTo(total(5));
        assertThat(cluster.nowNanos()).isZero();
    }

    @Test
    void delayedReplyTakesItsTime() {
        ClientRequest request = cluster.request("c1", "n1", new Later(20));
        cluster.run(19);
        assertThat(request.isAnswered()).isFalse();
        cluster.run(1);
        assertThat(request.reply()).isEqualTo(total(0));
        assertThat(request.completedAt()).isGreaterThan(request.invokedAt());
    }

    @Test
    void silentNodeGivesNoReply() {
        assertThat(cluster.ask("c1", "n1", new Later(2_000))).isNull();
        assertThat(cluster.ask("c1", "n3", new Total())).isNull();
    }

    @Test
    void cutLinkLosesMessagesUntilItIsHealed() {
        cluster.separate("n1");
        cluster.request("c1", "n1", new Tell("n2", "lost"));
        cluster.run(10);
        cluster.heal();
        cluster.request("c1", "n1", new Tell("n2", "heard"));
        cluster.run(2);
        assertThat(cluster.facts("n2")).containsExactly(new Heard("heard"));
        assertThat(cluster.takeSent()).extracting(Message::body).containsExactly(new Told("lost"), new Told("heard"));
        assertThat(cluster.takeSent()).isEmpty();
    }

    @Test
    void crashEndsALifeAndLosesUnsyncedWrites() {
        cluster.ask("c1", "n1", new Add(5, true));
        cluster.ask("c1", "n1", new Add(6, false));
        assertThat(cluster.unsyncedWhenSending()).containsExactly(new Added(6));
        cluster.crash("n1", WriteLoss.LOST);
        assertThat(cluster.ask("c1", "n1", new Total())).isEqualTo(total(5));
    }

    @Test
    void crashAtSyncLosesTheReplyAndStartsANewLife() {
        cluster.crashAtNextSync("n1", WriteLoss.NONE);
        assertThat(cluster.ask("c1", "n1", new Add(5, true))).isNull();
        assertThat(cluster.ask("c1", "n1", new Total())).isEqualTo(total(5));
    }

    @Test
    void testSpeaksForPlayedNodesOnly() {
        cluster.send(new Message("n3", "n1", Message.NO_ID, Message.NO_ID, new Told("psst")));
        cluster.run(2);
        assertThat(cluster.last("n1", Heard.class)).isEqualTo(new Heard("psst"));
        Message forged = new Message("n2", "n1", Message.NO_ID, Message.NO_ID, new Told("psst"));
        assertThatThrownBy(() -> cluster.send(forged)).hasMessageContaining("the test does not play n2");
    }

    @Test
    void factsAreObservedAsTheyAreNoted() {
        VirtualCluster observed = VirtualCluster.of(new CounterProgram())
                .observing((nodeId, fact) -> {
                    throw new AssertionError(nodeId + " noted " + fact);
                })
                .start();
        observed.request("c1", "n1", new Tell("n2", "psst"));
        assertThatThrownBy(observed::settle).isInstanceOf(AssertionError.class).hasMessageStartingWith("n2 noted");
    }

    @Test
    void factsOfALifeAreToldApart() {
        LoneNode node = new LoneNode(new CounterProgram(), 2, Map.of());
        node.receive("n2", new Told("before"));
        node.restart();
        assertThat(node.factsOfThisLife()).isEmpty();
        node.receive("n2", new Told("after"));
        assertThat(node.facts()).hasSize(2);
        assertThat(node.factsOfThisLife()).containsExactly(new Heard("after"));
        assertThat(node.answerTo("c1", new Total())).isEqualTo(total(0));
    }
}

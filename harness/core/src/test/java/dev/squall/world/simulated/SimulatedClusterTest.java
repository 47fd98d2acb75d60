package dev.squall.world.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.testing.SimulatedRig;
import dev.squall.world.KillEvidence;
import dev.squall.world.Latency;
import dev.squall.world.Latency.Distribution;
import dev.squall.world.LinkRule;
import dev.squall.world.Packet;
import dev.squall.world.WorldException;
import dev.squall.world.WriteLoss;
import dev.squall.world.simulated.TestNodes.Add;
import dev.squall.world.simulated.TestNodes.Counter;
import dev.squall.world.simulated.TestNodes.Echo;
import dev.squall.world.simulated.TestNodes.Ping;
import dev.squall.world.simulated.TestNodes.Relay;
import dev.squall.world.simulated.TestNodes.Total;
import org.junit.jupiter.api.Test;

class SimulatedClusterTest {

    private static final Latency TEN_MILLIS = new Latency(10_000_000, Distribution.CONSTANT);

    @Test
    void aRequestIsAnsweredWithoutDelay() {
        SimulatedRig rig = new SimulatedRig(1, TEN_MILLIS, Echo::new).start();
        rig.at(3, () -> assertThat(rig.request("n1", 8, new Ping("hello"))).isTrue());
        rig.settle();

        assertThat(rig.replies).singleElement().satisfies(reply -> {
            assertThat(reply.body()).isEqualTo(new Ping("hello"));
            assertThat(reply.inReplyTo()).isEqualTo(8);
            assertThat(reply.destination()).isEqualTo("c0");
        });
        assertThat(rig.timeline.nowNanos()).isEqualTo(3_000_000);
        assertThat(rig.traffic).containsExactly("SENT c0>n1", "RECEIVED c0>n1", "SENT n1>c0", "RECEIVED n1>c0");
    }

    @Test
    void messagesBetweenNodesTakeTheLinksTime() {
        SimulatedRig rig = new SimulatedRig(2, TEN_MILLIS, Relay::new).start();
        rig.request("n1", 1, new Ping("to n2 and back"));
        rig.settle();

        assertThat(rig.replyBodies()).containsExactly(new Ping("to n2 and back"));
        assertThat(rig.timeline.nowNanos()).isEqualTo(10_000_000);
    }

    @Test
    void aMessageOnACutLinkIsLostAndReportedSo() {
        SimulatedRig rig = new SimulatedRig(2, TEN_MILLIS, Relay::new).start();
        rig.cluster.network().add(everyMessage(Packet::drop));
        rig.request("n1", 1, new Ping("lost"));
        rig.settle();

        assertThat(rig.replies).isEmpty();
        assertThat(rig.traffic).containsExactly("SENT c0>n1", "RECEIVED c0>n1", "SENT n1>n2", "LOST n1>n2");
    }

    @Test
    void aDuplicatedMessageIsReceivedTwice() {
        SimulatedRig rig = new SimulatedRig(2, TEN_MILLIS, Relay::new).start();
        rig.cluster.network().add(everyMessage(Packet::duplicate));
        rig.request("n1", 1, new Ping("twice"));
        rig.settle();

        assertThat(rig.replies).hasSize(2);
        assertThat(rig.traffic).filteredOn("RECEIVED n1>n2"::equals).hasSize(2);
        assertThat(rig.traffic).filteredOn("SENT n1>n2"::equals).hasSize(1);
    }

    @Test
    void aHeldMessageArrivesOnceItsLinkIsHealed() {
        SimulatedRig rig = new SimulatedRig(2, TEN_MILLIS, Relay::new).start();
        LinkRule hold = everyMessage(Packet::hold);
        rig.cluster.network().add(hold);
        rig.request("n1", 1, new Ping("held"));
        rig.settle();
        assertThat(rig.traffic).containsExactly("SENT c0>n1", "RECEIVED c0>n1", "SENT n1>n2");

        rig.cluster.network().remove(hold);
        rig.settle();

        assertThat(rig.replies).hasSize(1);
    }

    @Test
    void aRequestToANodeThatIsDownIsRefused() {
        SimulatedRig rig = new SimulatedRig(2, TEN_MILLIS, Echo::new);
        rig.start().settle();
        rig.cluster.kill("n1", WriteLoss.NONE);

        assertThat(rig.request("n1", 1, new Ping("nobody there"))).isFalse();
        rig.settle();

        assertThat(rig.cluster.isUp("n1")).isFalse();
        assertThat(rig.cluster.isUp("n2")).isTrue();
        assertThat(rig.traffic).isEmpty();
    }

    @Test
    void aMessageThatReachesADeadNodeIsLostAndReportedSo() {
        SimulatedRig rig = new SimulatedRig(2, TEN_MILLIS, Relay::new).start();
        rig.request("n1", 1, new Ping("too late"));
        rig.at(5, () -> rig.cluster.kill("n2", WriteLoss.NONE));
        rig.settle();

        assertThat(rig.traffic).endsWith("SENT n1>n2", "LOST n1>n2");
    }

    @Test
    void aMessageOnItsWayArrivesAtTheNextLife() {
        SimulatedRig rig = new SimulatedRig(2, TEN_MILLIS, Relay::new).start();
        rig.request("n1", 1, new Ping("patient"));
        rig.at(5, () -> rig.cluster.kill("n2", WriteLoss.NONE));
        rig.at(6, () -> rig.cluster.restart("n2"));
        rig.settle();

        assertThat(rig.replyBodies()).containsExactly(new Ping("patient"));
        assertThat(rig.facts).containsExactly("n1/0 Started[]", "n2/0 Started[]", "n2/1 Started[]");
    }

    @Test
    void aRestartRecoversFromWhatTheStorageKept() {
        SimulatedRig rig = new SimulatedRig(1, TEN_MILLIS, Counter::new);
        rig.start().settle();
        rig.request("n1", 1, new Add(5, true));
        rig.request("n1", 2, new Add(2, false));
        rig.settle();
        KillEvidence evidence = rig.cluster.kill("n1", WriteLoss.LOST);
        rig.cluster.restart("n1");
        rig.request("n1", 3, new Add(1, true));
        rig.settle();

        assertThat(evidence).isEqualTo(new KillEvidence(true, 1, 1));
        assertThat(rig.replyBodies()).containsExactly(new Total(5), new Total(7), new Total(6));
    }

    @Test
    void aKillWithoutLossKeepsWhatWasNotSynced() {
        SimulatedRig rig = new SimulatedRig(1, TEN_MILLIS, Counter::new);
        rig.start().settle();
        rig.request("n1", 1, new Add(2, false));
        rig.settle();

        assertThat(rig.cluster.kill("n1", WriteLoss.NONE)).isEqualTo(new KillEvidence(true, 1, 0));
        assertThat(rig.cluster.kill("n1", WriteLoss.LOST)).isEqualTo(new KillEvidence(false, 0, 0));
        rig.cluster.restart("n1");
        rig.request("n1", 2, new Add(1, true));
        rig.settle();

        assertThat(rig.replyBodies()).containsExactly(new Total(2), new Total(3));
    }

    @Test
    void toRestartANodeThatRunsDoesNothing() {
        SimulatedRig rig = new SimulatedRig(1, TEN_MILLIS, Counter::new).start();
        rig.request("n1", 1, new Add(2, false));
        rig.cluster.restart("n1");
        rig.request("n1", 2, new Add(1, false));
        rig.settle();

        assertThat(rig.replyBodies()).containsExactly(new Total(2), new Total(3));
    }

    @Test
    void anExceptionInAHandlerNamesTheNode() {
        SimulatedRig rig = new SimulatedRig(2, TEN_MILLIS, Echo::new).start();
        rig.at(4, () -> rig.request("n2", 1, new Add(1, false)));

        assertThatThrownBy(rig::settle)
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("node n2 failed in a handler")
                .hasMessageContaining("4000000 ns")
                .hasMessageContaining("cannot echo Add")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void anUnknownNodeIsNamedTogetherWithThoseThatThereAre() {
        SimulatedRig rig = new SimulatedRig(2, TEN_MILLIS, Echo::new).start();

        assertThatThrownBy(() -> rig.cluster.kill("n3", WriteLoss.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no node is called n3; the nodes are [n1, n2]");
    }

    @Test
    void aMovedClockMovesOnlyItsOwnNodesWallClockAndSurvivesAKill() {
        SimulatedRig rig = new SimulatedRig(2, TEN_MILLIS, Echo::new);
        rig.start().settle();
        rig.cluster.setClock("n1", -2_000, 0);
        rig.cluster.kill("n1", WriteLoss.NONE);
        rig.cluster.restart("n1");

        assertThat(rig.cluster.clockOffsetNanos("n1")).isEqualTo(-2_000);
        assertThat(rig.cluster.clockOffsetNanos("n2")).isZero();
        assertThat(rig.timeline.nowNanos()).isZero();
    }

    private static LinkRule everyMessage(java.util.function.Consumer<Packet> effect) {
        return new LinkRule() {
            @Override
            public void apply(int from, int to, Packet packet) {
                effect.accept(packet);
            }

            @Override
            public long effects() {
                return 0;
            }
        };
    }
}

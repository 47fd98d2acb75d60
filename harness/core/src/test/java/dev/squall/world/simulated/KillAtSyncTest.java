package dev.squall.world.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.testing.SimulatedRig;
import dev.squall.world.KillEvidence;
import dev.squall.world.Latency;
import dev.squall.world.WriteLoss;
import dev.squall.world.simulated.TestNodes.Added;
import dev.squall.world.simulated.TestNodes.Ping;
import dev.squall.world.simulated.TestNodes.Total;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A kill in the middle of a handler, when its node is about to sync. */
class KillAtSyncTest {

    private final SimulatedRig rig = new SimulatedRig(1, Latency.NONE, AnswersTwice::new).start();
    private final List<KillEvidence> seen = new ArrayList<>();

    @Test
    void whatWasSentBeforeTheSyncIsSentAndWhatComesAfterIsNot() {
        rig.at(1, () -> rig.cluster.killAtNextSync("n1", WriteLoss.LOST, seen::add));
        rig.at(2, () -> rig.request("n1", 1, new Ping("one")));
        rig.settle();

        assertThat(rig.replyBodies()).containsExactly(new Ping("before"));
        assertThat(seen).containsExactly(new KillEvidence(true, 1, 1));
        assertThat(rig.cluster.isUp("n1")).isFalse();
    }

    @Test
    void theNextLifeFindsWhatWasSyncedBefore() {
        rig.at(1, () -> rig.request("n1", 1, new Ping("one")));
        rig.at(2, () -> rig.cluster.killAtNextSync("n1", WriteLoss.LOST, seen::add));
        rig.at(3, () -> rig.request("n1", 2, new Ping("two")));
        rig.at(4, () -> rig.cluster.restart("n1"));
        rig.at(5, () -> rig.request("n1", 3, new Ping("three")));
        rig.settle();

        assertThat(rig.replyBodies())
                .containsExactly(
                        new Ping("before"), new Total(1), new Ping("before"), new Ping("before"), new Total(2));
    }

    @Test
    void aKillThatIsWithdrawnDoesNotHappen() {
        rig.at(1, () -> rig.cluster
                .killAtNextSync("n1", WriteLoss.LOST, seen::add)
                .run());
        rig.at(2, () -> rig.request("n1", 1, new Ping("one")));
        rig.settle();

        assertThat(rig.replyBodies()).containsExactly(new Ping("before"), new Total(1));
        assertThat(seen).isEmpty();
    }

    @Test
    void aKillThatAnotherKillForestalledDoesNotHappenToTheNextLife() {
        rig.at(1, () -> rig.cluster.killAtNextSync("n1", WriteLoss.LOST, seen::add));
        rig.at(2, () -> rig.cluster.kill("n1", WriteLoss.NONE));
        rig.at(3, () -> rig.cluster.restart("n1"));
        rig.at(4, () -> rig.request("n1", 1, new Ping("one")));
        rig.settle();

        assertThat(rig.replyBodies()).containsExactly(new Ping("before"), new Total(1));
        assertThat(seen).isEmpty();
    }

    /** Answers before it syncs what the request adds, and again after. */
    private record AnswersTwice(Environment environment) implements Node {

        @Override
        public void start() {}

        @Override
        public void receive(Message message) {
            environment.storage().append(new Added(1));
            environment.reply(message, new Ping("before"));
            environment.storage().sync();
            environment.reply(message, new Total(environment.storage().read().size()));
        }
    }
}

package dev.squall.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.Keyword;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.testing.SimulatedRig;
import dev.squall.world.Latency;
import dev.squall.world.Latency.Distribution;
import dev.squall.world.StorageFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StorageNemesisTest {

    private static final Latency ONE_MILLI = new Latency(1_000_000, Distribution.CONSTANT);

    /** In each life it writes a record and syncs it every 10 ms, and knows all that earlier ones had synced. */
    private record WritingNode(Environment environment, Map<String, Integer> recordsSynced) implements Node {

        @Override
        public void start() {
            int expected = recordsSynced.getOrDefault(environment.nodeId(), 0);
            assertThat(environment.storage().read()).hasSize(expected);
            environment.setTimer(10, this::beat);
        }

        private void beat() {
            environment.setTimer(10, this::beat);
            environment.storage().append(new BusyNode.Beat());
            environment.storage().sync();
            recordsSynced.merge(environment.nodeId(), 1, Integer::sum);
        }

        @Override
        public void receive(Message message) {}
    }

    private static final class Stage {

        private final Map<String, Integer> recordsSynced = new HashMap<>();
        private final List<String> struck = new ArrayList<>();
        private final List<String> over = new ArrayList<>();
        private final SimulatedRig rig =
                new SimulatedRig(5, ONE_MILLI, environment -> new WritingNode(environment, recordsSynced)).start();

        Nemesis create(FaultFamily family, long seed) {
            FaultContext context =
                    new FaultContext(rig.cluster, rig.timeline, new SplittableRandom(seed), () -> Optional.of("n2"));
            return new Nemesis(family, context, (function, value) -> {
                String node = (String) ((Map<?, ?>) value).get(new Keyword("node"));
                (function.equals(family.startFunction()) ? struck : over).add(node);
            });
        }
    }

    @Property(tries = 30)
    void flippedBitBlocksRestartUntilRepair(@ForAll long seed) {
        Stage stage = new Stage();
        Nemesis nemesis = stage.create(FaultFamily.BIT_FLIP, seed);
        stage.rig.at(105, () -> nemesis.strike(nemesis.draw(), () -> {}));
        stage.rig.at(150, () -> {
            assertThat(stage.struck).isNotEmpty();
            stage.rig.cluster.restart(stage.struck.get(0));
            assertThat(stage.rig.cluster.nodeIds()).allSatisfy(node -> assertThat(stage.rig.cluster.isUp(node))
                    .isEqualTo(!stage.struck.contains(node)));
        });
        stage.rig.at(200, () -> nemesis.stop(() -> {}));
        stage.rig.at(201, () -> assertThat(stage.rig.cluster.nodeIds()).allMatch(stage.rig.cluster::isUp));
        stage.rig.runForTheLastTime(300);

        assertThat(nemesis.evidence().effects()).isEqualTo(stage.struck.size() + 1L);
        assertThat(stage.over).isEqualTo(stage.struck);
    }

    @Property(tries = 30)
    void fullDiskStopsNodeUntilThereIsRoom(@ForAll long seed) {
        Stage stage = new Stage();
        Nemesis nemesis = stage.create(FaultFamily.FULL_DISK, seed);
        stage.rig.at(105, () -> nemesis.strike(nemesis.draw(), () -> {}));
        stage.rig.at(106, () -> assertThat(stage.rig.cluster.nodeIds()).allMatch(stage.rig.cluster::isUp));
        stage.rig.at(150, () -> assertThat(stage.rig.cluster.nodeIds())
                .allSatisfy(node -> assertThat(stage.rig.cluster.isUp(node)).isEqualTo(!stage.struck.contains(node))));
        stage.rig.at(200, nemesis::heal);
        stage.rig.at(201, () -> assertThat(stage.rig.cluster.nodeIds()).allMatch(stage.rig.cluster::isUp));
        stage.rig.runForTheLastTime(300);

        assertThat(nemesis.evidence().effects()).isEqualTo(stage.struck.size());
    }

    @Test
    void repairDoesNotStartAKilledNode() {
        Stage stage = new Stage();
        stage.rig.at(105, () -> {
            stage.rig.cluster.kill("n1");
            assertThat(stage.rig.cluster.flipBit("n1")).isTrue();
            assertThat(stage.rig.cluster.flipBit("n1")).isFalse();
            stage.rig.cluster.repair("n1");
            assertThat(stage.rig.cluster.isUp("n1")).isFalse();
        });
        stage.rig.runForTheLastTime(200);

        assertThat(stage.rig.cluster.storageDeaths("n1", StorageFault.BIT_FLIP)).isZero();
    }

    @Test
    void unsyncedNodeHasNoBitToFlip() {
        Stage stage = new Stage();
        stage.rig.at(5, () -> {
            assertThat(stage.rig.cluster.flipBit("n1")).isFalse();
            assertThat(stage.rig.cluster.isUp("n1")).isTrue();
        });
        stage.rig.runForTheLastTime(50);

        assertThat(stage.recordsSynced).containsKey("n1");
    }
}

package dev.squall.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.Keyword;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.world.WriteLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NemesisTest {

    private static final Function<Map<?, ?>, Object> NODE = fault -> fault.get(new Keyword("node"));

    @Property(tries = 120)
    void healingUndoesEachFamily(@ForAll FaultFamily family, @ForAll long seed) {
        NemesisStage stage = new NemesisStage(seed);
        Nemesis nemesis = stage.create(family);
        stage.atMillis(100, () -> stage.start(nemesis));
        stage.atMillis(250, () -> stage.start(nemesis));
        stage.atMillis(400, () -> {
            nemesis.heal();
            stage.assertSound();
            nemesis.heal();
        });
        stage.atMillis(900, stage::assertSound);
        stage.rig.runForTheLastTime(1_000);
    }

    @Property(tries = 120)
    void stopUndoesEachFamily(@ForAll FaultFamily family, @ForAll long seed) {
        NemesisStage stage = new NemesisStage(seed);
        Nemesis nemesis = stage.create(family);
        stage.atMillis(50, () -> nemesis.stop(() -> {}));
        stage.atMillis(100, () -> stage.start(nemesis));
        stage.atMillis(400, () -> nemesis.stop(() -> {}));
        stage.atMillis(410, () -> nemesis.stop(() -> {}));
        stage.atMillis(900, stage::assertSound);
        stage.rig.runForTheLastTime(1_000);

        assertThat(nemesis.evidence().injections()).isEqualTo(1);
        assertThat(nemesis.evidence().fault()).isEqualTo(family.faultName());
    }

    @Property(tries = 40)
    void healingUndoesAllFamiliesTogether(@ForAll long seed) {
        NemesisStage stage = new NemesisStage(seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Nemesis> nemeses = new ArrayList<>();
        for (FaultFamily family : FaultFamily.values()) {
            Nemesis nemesis = stage.create(family);
            nemeses.add(nemesis);
            for (int i = 0; i < 5; i++) {
                stage.atMillis(1 + random.nextInt(800), () -> stage.start(nemesis));
                stage.atMillis(1 + random.nextInt(800), () -> nemesis.stop(() -> {}));
            }
        }
        stage.atMillis(801, () -> nemeses.forEach(Nemesis::heal));
        stage.atMillis(900, stage::assertSound);
        stage.rig.runForTheLastTime(1_000);

        assertThat(nemeses).allSatisfy(nemesis -> assertThat(nemesis.evidence().injections())
                .isEqualTo(5));
    }

    @Property(tries = 60)
    void unusedFamilyHasNoEffect(@ForAll FaultFamily family) {
        NemesisStage stage = new NemesisStage(1);
        Nemesis nemesis = stage.create(family);
        stage.atMillis(10, nemesis::heal);
        stage.rig.runForTheLastTime(100);

        assertThat(nemesis.evidence().injections()).isZero();
        assertThat(nemesis.evidence().hasEffect()).isFalse();
    }

    @Test
    void partitionCountsCutMessages() {
        NemesisStage stage = new NemesisStage(1);
        Nemesis partition = stage.create(FaultFamily.PARTITION);
        // One node of five alone for ten beats: its four messages of each beat, and the four to it.
        stage.atMillis(105, () -> partition.injectChosen(Partition.ofShape("one-node", stage.context()), () -> {}));
        stage.atMillis(205, () -> {
            assertThat(partition.evidence().effects()).isEqualTo(80);
            partition.stop(() -> {});
        });
        stage.rig.runForTheLastTime(400);

        Map<?, ?> started = stage.said("start-partition").get(0);
        Map<?, ?> stopped = stage.said("stop-partition").get(0);
        assertThat(started.get(new Keyword("shape"))).isEqualTo(new Keyword("one-node"));
        assertThat((Map<?, ?>) started.get(new Keyword("cut"))).hasSize(5);
        assertThat(FaultCodec.seenIn(stopped, partition.injected().get(0).fault()))
                .isEqualTo(Map.of("messages-cut", 80L));
        assertThat(FaultCodec.fromEdn(FaultFamily.PARTITION, stopped))
                .isEqualTo(FaultCodec.fromEdn(FaultFamily.PARTITION, started));
        assertThat(stage.rig.traffic)
                .filteredOn(line -> line.startsWith("LOST"))
                .hasSize(80);
        assertThat(partition.evidence().words()).isEqualTo("80 messages cut in 1 partitions");
    }

    @Test
    void packetLossCountsLostMessages() {
        NemesisStage stage = new NemesisStage(1);
        Nemesis packet = stage.create(FaultFamily.PACKET);
        Fault loss = new PacketFault(PacketFault.Kind.LOSS, 50, 1, 7, Map.of());
        stage.atMillis(105, () -> packet.injectChosen(loss, () -> {}));
        stage.atMillis(205, packet::heal);
        stage.rig.runForTheLastTime(400);

        long lost = stage.rig.traffic.stream()
                .filter(line -> line.startsWith("LOST"))
                .count();
        assertThat(lost).isBetween(60L, 140L);
        assertThat(packet.evidence().effects()).isEqualTo(lost);
    }

    @Test
    void killCountsRestartedNodes() {
        NemesisStage stage = new NemesisStage(1);
        Nemesis kill = stage.create(FaultFamily.KILL);
        List<String> down = new ArrayList<>();
        stage.atMillis(100, () -> stage.start(kill));
        stage.atMillis(150, () -> {
            assertThat(kill.evidence().hasEffect()).as("before the restart").isFalse();
            stage.rig.cluster.nodeIds().stream()
                    .filter(id -> !stage.rig.cluster.isUp(id))
                    .forEach(down::add);
        });
        stage.atMillis(200, () -> kill.stop(() -> {}));
        stage.rig.runForTheLastTime(400);

        assertThat(stage.said("start-kill")).extracting(NODE).isEqualTo(down).isNotEmpty();
        assertThat(stage.said("stop-kill")).extracting(NODE).isEqualTo(down);
        assertThat(kill.evidence().effects()).isEqualTo(down.size());
    }

    @Test
    void pausesEndedByAKillAreCountedApart() {
        NemesisStage stage = new NemesisStage(1);
        Nemesis pause = stage.create(FaultFamily.PAUSE);
        List<String> paused = new ArrayList<>();
        stage.atMillis(100, () -> stage.start(pause));
        stage.atMillis(150, () -> {
            stage.said("start-pause").forEach(fault -> paused.add((String) fault.get(new Keyword("node"))));
            for (String node : paused) {
                assertThat(stage.rig.cluster.isPaused(node)).isTrue();
                stage.rig.cluster.kill(node);
                stage.rig.cluster.restart(node);
            }
        });
        stage.atMillis(200, pause::heal);
        stage.rig.runForTheLastTime(400);

        assertThat(pause.evidence().effects()).isEqualTo(paused.size()).isPositive();
        assertThat(pause.evidence().words())
                .isEqualTo(paused.size() + " nodes paused, 0 of them until they were resumed");
    }

    @Property(tries = 40)
    void pauseFindsTheOnlyNodeUp(@ForAll long seed) {
        NemesisStage stage = new NemesisStage(seed);
        Nemesis pause = stage.create(FaultFamily.PAUSE);
        stage.atMillis(100, () -> {
            List.of("n1", "n2", "n4", "n5").forEach(node -> stage.rig.cluster.kill(node, WriteLoss.NONE));
            stage.start(pause);
            assertThat(stage.rig.cluster.isPaused("n3")).isTrue();
        });
        stage.rig.runForTheLastTime(200);

        assertThat(pause.evidence().effects()).isEqualTo(1);
    }

    @Property(tries = 40)
    void killFindsTheOnlyNodeUp(@ForAll long seed) {
        NemesisStage stage = new NemesisStage(seed);
        Nemesis kill = stage.create(FaultFamily.KILL);
        stage.atMillis(100, () -> {
            List.of("n1", "n2", "n4", "n5").forEach(node -> stage.rig.cluster.kill(node, WriteLoss.NONE));
            stage.start(kill);
            assertThat(stage.rig.cluster.isUp("n3")).isFalse();
            kill.heal();
        });
        stage.rig.runForTheLastTime(200);

        assertThat(kill.evidence().effects()).isEqualTo(1);
    }

    @Test
    void aDiskFaultWaitsUntilThereIsSomethingToLose() {
        NemesisStage stage = new NemesisStage(1);
        Nemesis disk = stage.create(FaultFamily.DISK);
        // No node writes anything before its first beat, ten milliseconds into the run.
        stage.atMillis(1, () -> stage.start(disk));
        stage.atMillis(9, () -> assertThat(stage.said("start-disk")).isEmpty());
        stage.atMillis(200, () -> assertThat(stage.said("start-disk")).isNotEmpty());
        stage.atMillis(210, disk::heal);
        stage.rig.runForTheLastTime(300);

        assertThat(disk.evidence().hasEffect()).isTrue();
    }

    @Test
    void diskFaultCountsLostRecords() {
        NemesisStage stage = new NemesisStage(1);
        Nemesis disk = stage.create(FaultFamily.DISK);
        Fault fault = new DiskLoss("n3", WriteLoss.LOST, false);
        // Each node has made ten beats by then, and synced none of them.
        stage.atMillis(105, () -> disk.injectChosen(fault, () -> {}));
        stage.atMillis(300, disk::heal);
        stage.rig.runForTheLastTime(400);

        assertThat(disk.evidence().effects()).isEqualTo(10);
        assertThat(FaultCodec.seenIn(stage.said("stop-disk").get(0), fault))
                .isEqualTo(Map.of("crashed", 1L, "unsynced-records", 10L, "lost-records", 10L));
    }

    @Property(tries = 20)
    void diskFaultAlsoCatchesSyncingNodes(@ForAll long seed) {
        NemesisStage stage = new NemesisStage(seed, SyncingNode::new);
        Nemesis disk = stage.create(FaultFamily.DISK);
        stage.atMillis(105, () -> stage.start(disk));
        stage.atMillis(400, disk::heal);
        stage.rig.runForTheLastTime(500);

        assertThat(disk.evidence().effects()).isEqualTo(1);
        assertThat(disk.injected()).hasSize(1);
    }

    @Property(tries = 60)
    void everyClockFaultHasAnEffect(@ForAll long seed) {
        NemesisStage stage = new NemesisStage(seed);
        Nemesis clock = stage.create(FaultFamily.CLOCK);
        stage.atMillis(100, () -> stage.start(clock));
        stage.atMillis(400, clock::heal);
        stage.rig.runForTheLastTime(500);

        assertThat(clock.evidence().hasEffect()).isTrue();
    }

    @Test
    void undoneStrobeMovesNoClock() {
        NemesisStage stage = new NemesisStage(1);
        Nemesis clock = stage.create(FaultFamily.CLOCK);
        stage.atMillis(100, () -> clock.injectChosen(new ClockSkew("n1", 7_000_000, 0, 50_000_000), () -> {}));
        stage.atMillis(110, () -> {
            clock.stop(() -> {});
            clock.injectChosen(new ClockSkew("n1", 9_000_000, 0), () -> {});
        });
        stage.atMillis(
                400, () -> assertThat(stage.rig.cluster.clockOffsetNanos("n1")).isEqualTo(9_000_000L));
        stage.rig.runForTheLastTime(500);
    }

    @Test
    void unobservedSkewHasNoEffect() {
        NemesisStage stage = new NemesisStage(1);
        Nemesis clock = stage.create(FaultFamily.CLOCK);
        stage.atMillis(100, () -> clock.injectChosen(new ClockSkew("n1", 0, 1), () -> {}));
        stage.atMillis(100, clock::heal);
        stage.rig.runForTheLastTime(500);

        assertThat(clock.evidence().hasEffect()).isFalse();
    }

    /** Every 10 ms it writes a record and syncs it. */
    private record SyncingNode(Environment environment) implements Node {

        @Override
        public void start() {
            environment.setTimer(10, this::beat);
        }

        private void beat() {
            environment.setTimer(10, this::beat);
            environment.storage().append(new BusyNode.Beat());
            environment.storage().sync();
        }

        @Override
        public void receive(Message message) {}
    }
}

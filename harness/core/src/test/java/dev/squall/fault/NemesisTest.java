package dev.squall.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.Keyword;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.testing.SimulatedRig;
import dev.squall.world.Latency;
import dev.squall.world.Latency.Distribution;
import dev.squall.world.WriteLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NemesisTest {

    private static final Latency ONE_MILLI = new Latency(1_000_000, Distribution.CONSTANT);

    @Property(tries = 120)
    void whateverEachFamilyDoesIsUndoneByHealing(@ForAll FaultFamily family, @ForAll long seed) {
        Stage stage = new Stage(seed);
        Nemesis nemesis = stage.create(family);
        stage.atMillis(100, () -> stage.start(family, nemesis));
        stage.atMillis(250, () -> stage.start(family, nemesis));
        stage.atMillis(400, () -> {
            nemesis.heal();
            stage.assertSound();
            nemesis.heal();
        });
        stage.atMillis(900, stage::assertSound);
        stage.rig.runForTheLastTime(1_000);
    }

    @Property(tries = 120)
    void whateverEachFamilyDoesIsUndoneByItsStop(@ForAll FaultFamily family, @ForAll long seed) {
        Stage stage = new Stage(seed);
        Nemesis nemesis = stage.create(family);
        stage.atMillis(50, () -> nemesis.invoke(family.stopFunction(), null, seen -> {}));
        stage.atMillis(100, () -> stage.start(family, nemesis));
        stage.atMillis(400, () -> nemesis.invoke(family.stopFunction(), null, seen -> {}));
        stage.atMillis(410, () -> nemesis.invoke(family.stopFunction(), null, seen -> {}));
        stage.atMillis(900, stage::assertSound);
        stage.rig.runForTheLastTime(1_000);

        assertThat(nemesis.bite().injections()).isEqualTo(1);
        assertThat(nemesis.bite().fault()).isEqualTo(family.faultName());
    }

    @Property(tries = 40)
    void allFamiliesTogetherAreUndoneByHealingInWhateverOrderTheyStruck(@ForAll long seed) {
        Stage stage = new Stage(seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Nemesis> nemeses = new ArrayList<>();
        for (FaultFamily family : FaultFamily.values()) {
            Nemesis nemesis = stage.create(family);
            nemeses.add(nemesis);
            for (int i = 0; i < 5; i++) {
                stage.atMillis(1 + random.nextInt(800), () -> stage.start(family, nemesis));
                stage.atMillis(1 + random.nextInt(800), () -> nemesis.invoke(family.stopFunction(), null, seen -> {}));
            }
        }
        stage.atMillis(801, () -> nemeses.forEach(Nemesis::heal));
        stage.atMillis(900, stage::assertSound);
        stage.rig.runForTheLastTime(1_000);

        assertThat(nemeses)
                .allSatisfy(nemesis -> assertThat(nemesis.bite().injections()).isEqualTo(5));
    }

    @Property(tries = 60)
    void aFamilyThatNeverStruckHasNotBitten(@ForAll FaultFamily family) {
        Stage stage = new Stage(1);
        Nemesis nemesis = stage.create(family);
        stage.atMillis(10, nemesis::heal);
        stage.rig.runForTheLastTime(100);

        assertThat(nemesis.bite().injections()).isZero();
        assertThat(nemesis.bite().hasBitten()).isFalse();
    }

    @Test
    void aPartitionCountsTheMessagesThatItCut() {
        Stage stage = new Stage(1);
        Nemesis partition = stage.create(FaultFamily.PARTITION);
        List<Object> seen = new ArrayList<>();
        // One node of five alone for ten beats: its four messages of each beat, and the four to it.
        stage.atMillis(105, () -> partition.invoke("start-partition", new Keyword("one-node"), seen::add));
        stage.atMillis(205, () -> {
            assertThat(partition.bite().bites()).isEqualTo(80);
            partition.invoke("stop-partition", null, seen::add);
        });
        stage.rig.runForTheLastTime(400);

        assertThat(((Map<?, ?>) seen.get(0)).get(new Keyword("family"))).isEqualTo(new Keyword("one-node"));
        assertThat((Map<?, ?>) ((Map<?, ?>) seen.get(0)).get(new Keyword("cut")))
                .hasSize(5);
        assertThat(seen.get(1)).isEqualTo(Map.of(new Keyword("messages-cut"), 80L));
        assertThat(stage.rig.traffic)
                .filteredOn(line -> line.startsWith("LOST"))
                .hasSize(80);
        assertThat(partition.bite().evidence()).isEqualTo("80 messages cut in 1 partitions");
    }

    @Test
    void packetLossCountsTheMessagesThatItLost() {
        Stage stage = new Stage(1);
        Nemesis packet = stage.create(FaultFamily.PACKET);
        Map<Object, Object> loss = Map.of(
                new Keyword("kind"), new Keyword("loss"), new Keyword("per-cent"), 50L, new Keyword("delay-ms"), 1L);
        stage.atMillis(105, () -> packet.invoke("start-packet", loss, seen -> {}));
        stage.atMillis(205, packet::heal);
        stage.rig.runForTheLastTime(400);

        long lost = stage.rig.traffic.stream()
                .filter(line -> line.startsWith("LOST"))
                .count();
        assertThat(lost).isBetween(60L, 140L);
        assertThat(packet.bite().bites()).isEqualTo(lost);
    }

    @Test
    void aKillCountsTheNodesThatItKilledAndStartedAgain() {
        Stage stage = new Stage(1);
        Nemesis kill = stage.create(FaultFamily.KILL);
        List<Object> seen = new ArrayList<>();
        stage.atMillis(100, () -> kill.invoke("start-kill", new Keyword("some"), seen::add));
        stage.atMillis(150, () -> {
            assertThat(kill.bite().hasBitten()).as("before the restart").isFalse();
            seen.add(stage.rig.cluster.nodeIds().stream()
                    .filter(id -> !stage.rig.cluster.isUp(id))
                    .toList());
        });
        stage.atMillis(200, () -> kill.invoke("stop-kill", null, seen::add));
        stage.rig.runForTheLastTime(400);

        assertThat(seen.get(0)).isEqualTo(seen.get(1)).isEqualTo(seen.get(2));
        assertThat(kill.bite().bites()).isEqualTo(((List<?>) seen.get(0)).size());
    }

    @Test
    void thePausesThatAKillEndedAreToldApart() {
        Stage stage = new Stage(1);
        Nemesis pause = stage.create(FaultFamily.PAUSE);
        List<Object> paused = new ArrayList<>();
        stage.atMillis(
                100, () -> pause.invoke("start-pause", new Keyword("some"), seen -> paused.addAll((List<?>) seen)));
        stage.atMillis(150, () -> {
            for (Object node : paused) {
                assertThat(stage.rig.cluster.isPaused((String) node)).isTrue();
                stage.rig.cluster.kill((String) node, WriteLoss.NONE);
                stage.rig.cluster.restart((String) node);
            }
        });
        stage.atMillis(200, pause::heal);
        stage.rig.runForTheLastTime(400);

        assertThat(pause.bite().bites()).isEqualTo(paused.size()).isPositive();
        assertThat(pause.bite().evidence())
                .isEqualTo(paused.size() + " nodes paused, 0 of them until they were resumed");
    }

    @Property(tries = 40)
    void aPauseFindsTheOneNodeThatIsUp(@ForAll long seed) {
        Stage stage = new Stage(seed);
        Nemesis pause = stage.create(FaultFamily.PAUSE);
        stage.atMillis(100, () -> {
            List.of("n1", "n2", "n4", "n5").forEach(node -> stage.rig.cluster.kill(node, WriteLoss.NONE));
            stage.start(FaultFamily.PAUSE, pause);
            assertThat(stage.rig.cluster.isPaused("n3")).isTrue();
        });
        stage.rig.runForTheLastTime(200);

        assertThat(pause.bite().bites()).isEqualTo(1);
    }

    @Property(tries = 40)
    void aKillFindsTheOneNodeThatIsUp(@ForAll long seed) {
        Stage stage = new Stage(seed);
        Nemesis kill = stage.create(FaultFamily.KILL);
        stage.atMillis(100, () -> {
            List.of("n1", "n2", "n4", "n5").forEach(node -> stage.rig.cluster.kill(node, WriteLoss.NONE));
            stage.start(FaultFamily.KILL, kill);
            assertThat(stage.rig.cluster.isUp("n3")).isFalse();
            kill.heal();
        });
        stage.rig.runForTheLastTime(200);

        assertThat(kill.bite().bites()).isEqualTo(1);
    }

    @Test
    void aDiskFaultWaitsUntilThereIsSomethingToLose() {
        Stage stage = new Stage(1);
        Nemesis disk = stage.create(FaultFamily.DISK);
        List<Object> seen = new ArrayList<>();
        // No node writes anything before its first beat, ten milliseconds into the run.
        stage.atMillis(1, () -> disk.invoke("start-disk", new Keyword("lost"), seen::add));
        stage.atMillis(9, () -> assertThat(seen).isEmpty());
        stage.atMillis(200, () -> assertThat(seen).hasSize(1));
        stage.atMillis(210, disk::heal);
        stage.rig.runForTheLastTime(300);

        assertThat(disk.bite().hasBitten()).isTrue();
    }

    @Test
    void aDiskFaultCountsTheRecordsThatItLost() {
        Stage stage = new Stage(1);
        Nemesis disk = stage.create(FaultFamily.DISK);
        List<Object> seen = new ArrayList<>();
        // Each node has made ten beats by then, and synced none of them.
        stage.atMillis(105, () -> disk.invoke("start-disk", new Keyword("lost"), seen::add));
        stage.atMillis(300, disk::heal);
        stage.rig.runForTheLastTime(400);

        Map<?, ?> lostByNode = (Map<?, ?>) ((Map<?, ?>) seen.get(0)).get(new Keyword("lost-records"));
        // Ten beats, or, if it waited in vain for one of them to sync, those of its patience more.
        assertThat(lostByNode.values()).isNotEmpty().allMatch(count -> count.equals(10L) || count.equals(20L));
        long lost =
                lostByNode.values().stream().mapToLong(count -> (Long) count).sum();
        assertThat(disk.bite().bites()).isEqualTo(lost);
    }

    @Property(tries = 20)
    void aDiskFaultCatchesNodesThatSyncWhateverTheyWriteBeforeAHandlerEnds(@ForAll long seed) {
        Stage stage = new Stage(seed, SyncingNode::new);
        Nemesis disk = stage.create(FaultFamily.DISK);
        stage.atMillis(105, () -> disk.invoke("start-disk", new Keyword("lost"), seen -> {}));
        stage.atMillis(400, disk::heal);
        stage.rig.runForTheLastTime(500);

        assertThat(disk.bite().bites()).isEqualTo(1);
    }

    @Property(tries = 60)
    void everyClockDisturbanceIsSeenToBiteByTheEnd(@ForAll long seed) {
        Stage stage = new Stage(seed);
        Nemesis clock = stage.create(FaultFamily.CLOCK);
        stage.atMillis(100, () -> stage.start(FaultFamily.CLOCK, clock));
        stage.atMillis(400, clock::heal);
        stage.rig.runForTheLastTime(500);

        assertThat(clock.bite().hasBitten()).isTrue();
    }

    @Test
    void aStrobeThatABumpReplacedTouchesNoClockAnyMore() {
        Stage stage = new Stage(1);
        Nemesis clock = stage.create(FaultFamily.CLOCK);
        List<Object> bumped = new ArrayList<>();
        stage.atMillis(100, () -> clock.invoke("start-clock", clockFault("strobe", 7L), seen -> {}));
        stage.atMillis(
                110,
                () -> clock.invoke(
                        "start-clock",
                        clockFault("bump", 9L),
                        seen -> bumped.addAll((List<?>) ((Map<?, ?>) seen).get(new Keyword("nodes")))));
        stage.atMillis(400, () -> assertThat(bumped)
                .isNotEmpty()
                .allMatch(node -> stage.rig.cluster.clockOffsetNanos((String) node) == 9_000_000L));
        stage.rig.runForTheLastTime(500);
    }

    private static Map<Object, Object> clockFault(String kind, long offsetMillis) {
        return Map.of(new Keyword("kind"), new Keyword(kind), new Keyword("offset-ms"), offsetMillis);
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

    /** Five nodes, and what can be seen to be wrong with them. */
    private static final class Stage {

        private final SimulatedRig rig;
        private final SplittableRandom random;

        Stage(long seed) {
            this(seed, BusyNode::new);
        }

        Stage(long seed, Function<Environment, Node> nodes) {
            rig = new SimulatedRig(5, ONE_MILLI, nodes).start();
            random = new SplittableRandom(seed);
        }

        Nemesis create(FaultFamily family) {
            return family.create(new Surroundings(rig.cluster, rig.timeline, random, () -> Optional.of("n2")));
        }

        void atMillis(long millis, Runnable action) {
            rig.at(millis, action);
        }

        void start(FaultFamily family, Nemesis nemesis) {
            nemesis.invoke(family.startFunction(), Draws.of(family, random), seen -> {});
        }

        void assertSound() {
            assertThat(rig.cluster.network().isHealed()).isTrue();
            assertThat(rig.cluster.nodeIds()).allSatisfy(node -> {
                assertThat(rig.cluster.isUp(node)).isTrue();
                assertThat(rig.cluster.isPaused(node)).isFalse();
                assertThat(rig.cluster.clockOffsetNanos(node)).isZero();
            });
        }
    }
}

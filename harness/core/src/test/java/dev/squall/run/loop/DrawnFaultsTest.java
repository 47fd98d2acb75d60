package dev.squall.run.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.FaultContext;
import dev.squall.fault.FaultFamily;
import dev.squall.history.Operation;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.testing.SimulatedRig;
import dev.squall.world.Latency;
import dev.squall.world.WriteLoss;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DrawnFaultsTest {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long INTERVAL_MILLIS = 400;

    @Property(tries = 40)
    void partitionsRepeatUntilOneHasAnEffect(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 3_000) int silenceMillis) {
        Stage stage = new Stage(FaultFamily.PARTITION, seed, node -> new TalkativeNode(node, silenceMillis));
        stage.runForMillis(8_000);

        stage.assertCalmOnlyAfterTheFirstEffect(silenceMillis);
    }

    @Property(tries = 40)
    void pausesRepeatUntilANodeIsUp(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int downMillis) {
        Stage stage = new Stage(FaultFamily.PAUSE, seed, node -> new TalkativeNode(node, 0));
        List<String> nodes = stage.rig.cluster.nodeIds();
        stage.rig.at(0, () -> nodes.forEach(node -> stage.rig.cluster.kill(node, WriteLoss.NONE)));
        stage.rig.at(downMillis, () -> nodes.forEach(stage.rig.cluster::restart));
        stage.runForMillis(8_000);

        stage.assertCalmOnlyAfterTheFirstEffect(downMillis);
    }

    @Property(tries = 20)
    void stoppedFamilyStrikesNoMore(@ForAll long seed) {
        Stage stage = new Stage(FaultFamily.PARTITION, seed, node -> new TalkativeNode(node, 60_000));
        stage.rig.at(3_000, stage.driver::stopAndHeal);
        stage.runForMillis(8_000);

        List<Operation> told = stage.log.operations();
        assertThat(told.get(told.size() - 1).timeNanos()).isLessThanOrEqualTo(3_000 * MILLISECOND_NANOS);
        assertThat(stage.rig.cluster.network().isHealed()).isTrue();
    }

    /** Sends to every peer every 10 ms, once its silence is over. */
    private record TalkativeNode(Environment environment, long silenceMillis) implements Node {

        record Word() implements Body {}

        @Override
        public void start() {
            environment.setTimer(silenceMillis + 10, this::talk);
        }

        private void talk() {
            for (String peer : environment.nodeIds()) {
                if (!peer.equals(environment.nodeId())) {
                    environment.send(peer, new Word());
                }
            }
            environment.setTimer(10, this::talk);
        }

        @Override
        public void receive(Message message) {}
    }

    /** One family at work on three nodes. */
    private static final class Stage {

        private final FaultFamily family;
        private final SimulatedRig rig;
        private final HistoryLog log;
        private final DrawnFaults driver;

        Stage(FaultFamily family, long seed, Function<Environment, Node> nodes) {
            this.family = family;
            rig = new SimulatedRig(3, Latency.NONE, nodes).start();
            log = new HistoryLog(rig.timeline, Recorder.NONE, operation -> {});
            FaultContext context =
                    new FaultContext(rig.cluster, rig.timeline, new SplittableRandom(seed), Optional::empty);
            driver = new DrawnFaults(family, context, log, INTERVAL_MILLIS * MILLISECOND_NANOS);
            rig.at(0, driver::begin);
        }

        void runForMillis(long millis) {
            rig.runForTheLastTime(millis);
        }

        /** It takes effect in the first fault that begins or lasts when it can: all nodes are alike. */
        void assertCalmOnlyAfterTheFirstEffect(long effectiveFromMillis) {
            List<Long> starts = times(family.startFunction());
            List<Long> stops = times(family.stopFunction());
            boolean hasBitten = false;
            for (int i = 0; i + 1 < starts.size(); i++) {
                long lastChance = family == FaultFamily.PAUSE ? starts.get(i) : stops.get(i);
                // What is sent in the very instant of the stop may be lost yet, or pass.
                hasBitten |= lastChance > (effectiveFromMillis + 10) * MILLISECOND_NANOS;
                long calmMillis = (starts.get(i + 1) - stops.get(i)) / MILLISECOND_NANOS;
                if (hasBitten) {
                    assertThat(calmMillis).isBetween(INTERVAL_MILLIS / 2, INTERVAL_MILLIS * 3 / 2);
                } else if (lastChance < effectiveFromMillis * MILLISECOND_NANOS) {
                    assertThat(calmMillis).isZero();
                }
            }
            assertThat(hasBitten).isTrue();
            if (family == FaultFamily.PAUSE) {
                // While all nodes are down, strikes without effect follow one another.
                long latestMillis = Math.max(INTERVAL_MILLIS / 2, effectiveFromMillis + INTERVAL_MILLIS * 3 / 2);
                assertThat(starts.get(0) / MILLISECOND_NANOS).isBetween(0L, latestMillis);
            }
            assertThat(driver.evidence().get(0).hasEffect()).isTrue();
        }

        /** Returns the times of the strikes that injected, or undid, anything. */
        private List<Long> times(String function) {
            return log.operations().stream()
                    .filter(operation -> operation.function().equals(function))
                    .map(Operation::timeNanos)
                    .distinct()
                    .toList();
        }
    }
}

package dev.squall.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.testing.SimulatedRig;
import dev.squall.world.Latency;
import dev.squall.world.Latency.Distribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Five nodes, and what can be seen to be wrong with them. */
final class NemesisStage {

    private static final Latency ONE_MILLI = new Latency(1_000_000, Distribution.CONSTANT);

    final SimulatedRig rig;
    private final SplittableRandom random;
    private final Map<String, List<Map<?, ?>>> log = new HashMap<>();

    NemesisStage(long seed) {
        this(seed, BusyNode::new);
    }

    NemesisStage(long seed, Function<Environment, Node> nodes) {
        rig = new SimulatedRig(5, ONE_MILLI, nodes, BusyNode.Heartbeat.class).start();
        random = new SplittableRandom(seed);
    }

    Nemesis create(FaultFamily family) {
        return new Nemesis(
                family, context(), (function, value) -> log.computeIfAbsent(function, name -> new ArrayList<>())
                        .add((Map<?, ?>) value));
    }

    FaultContext context() {
        return new FaultContext(rig.cluster, rig.timeline, random, () -> Optional.of("n2"));
    }

    void atMillis(long millis, Runnable action) {
        rig.at(millis, action);
    }

    void start(Nemesis nemesis) {
        nemesis.strike(nemesis.draw(), () -> {});
    }

    /** The values of the nemesis operations with a function, so far. */
    List<Map<?, ?>> said(String function) {
        return log.getOrDefault(function, List.of());
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

package dev.squall.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Step;
import dev.squall.testing.SimulatedRig;
import dev.squall.world.Latency;
import dev.squall.world.process.HostedProcessCluster;
import dev.squall.world.process.ProcessCluster;
import dev.squall.world.simulated.SimulatedCluster;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FaultFamilyTest {

    private static final List<Integer> ONE_THREAD = List.of(0);
    private static final Strike NOTHING = (nemesis, whenStruck) -> {};

    @Property(tries = 100)
    void faultsAndCalmsAlternateNearTheInterval(
            @ForAll FaultFamily family,
            @ForAll @LongRange(min = 4, max = 10_000_000_000L) long intervalNanos,
            @ForAll long seed) {
        Generator schedule = family.schedule(intervalNanos, () -> NOTHING);
        SplittableRandom random = new SplittableRandom(seed);
        List<String> functions = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        long now = 0;
        while (functions.size() < 20) {
            Step step = schedule.next(new Context(now, ONE_THREAD, ONE_THREAD, random));
            if (step instanceof Step.Emit emit) {
                functions.add(emit.call().function());
                times.add(now);
                schedule = emit.rest();
            } else {
                Step.Later later = (Step.Later) step;
                now = later.timeNanos();
                schedule = later.rest();
            }
        }
        assertThat(times.get(0)).isBetween(intervalNanos / 4, intervalNanos / 2);
        assertThat(family.scheduleAtOnce(intervalNanos, () -> NOTHING)
                        .next(new Context(0, ONE_THREAD, ONE_THREAD, random)))
                .isInstanceOf(Step.Emit.class);
        for (int i = 0; i < functions.size(); i++) {
            assertThat(functions.get(i)).isEqualTo(i % 2 == 0 ? family.startFunction() : family.stopFunction());
            if (i > 0) {
                assertThat(times.get(i) - times.get(i - 1)).isBetween(intervalNanos / 2, intervalNanos * 3 / 2);
            }
        }
    }

    @Property
    void everyFamilyIsFoundByItsName(@ForAll FaultFamily family) {
        assertThat(FaultFamily.named(family.faultName())).contains(family);
        assertThat(FaultFamily.named(family.faultName() + "s")).isEmpty();
    }

    @Test
    void offeredFaultsFollowTheClusterInterfaces() {
        assertThat(FaultFamily.possibleOn(SimulatedCluster.class)).containsExactly(FaultFamily.values());
        assertThat(FaultFamily.possibleOn(HostedProcessCluster.class))
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(FaultFamily.FULL_DISK)));
        assertThat(FaultFamily.possibleOn(ProcessCluster.class))
                .containsExactly(
                        FaultFamily.PARTITION,
                        FaultFamily.PACKET,
                        FaultFamily.LATE,
                        FaultFamily.KILL,
                        FaultFamily.PAUSE,
                        FaultFamily.ARBITRARY);
    }

    @Property(tries = 200)
    void someNodesAreDistinctAndOrdered(
            @ForAll @IntRange(min = 1, max = 9) int n, @ForAll boolean primaryKnown, @ForAll long seed) {
        List<String> nodes = context(n, seed, primaryKnown ? Optional.of("n" + n) : Optional.empty())
                .someNodes();
        assertThat(nodes).isNotEmpty().isSorted().doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(n);
    }

    @Test
    void primaryIsStruckMostOften() {
        FaultContext context = context(5, 1, Optional.of("n3"));
        Set<Integer> sizes = new HashSet<>();
        int primaryStruck = 0;
        int otherStruck = 0;
        for (int i = 0; i < 1_000; i++) {
            List<String> nodes = context.someNodes();
            sizes.add(nodes.size());
            primaryStruck += nodes.contains("n3") ? 1 : 0;
            otherStruck += nodes.contains("n4") ? 1 : 0;
        }
        assertThat(sizes).containsExactlyInAnyOrder(1, 2, 3, 5);
        assertThat(primaryStruck).isGreaterThan(otherStruck + 100);
    }

    private static FaultContext context(int nodeCount, long seed, Optional<String> primary) {
        SimulatedRig rig = new SimulatedRig(nodeCount, Latency.NONE, BusyNode::new);
        return new FaultContext(rig.cluster, rig.timeline, new SplittableRandom(seed), () -> primary);
    }
}

package dev.squall.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.testing.SimulatedRig;
import dev.squall.world.Latency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PartitionShapeTest {

    @Property(tries = 300)
    void noFamilyCutsANodeOffFromItself(
            @ForAll PartitionShape family, @ForAll @IntRange(min = 1, max = 9) int n, @ForAll long seed) {
        boolean[][] lost = draw(family, n, seed, Optional.empty());
        for (int node = 0; node < n; node++) {
            assertThat(lost[node][node]).isFalse();
        }
    }

    @Property(tries = 300)
    void everyFamilyButOneWayCutsBothWays(
            @ForAll PartitionShape family, @ForAll @IntRange(min = 1, max = 9) int n, @ForAll long seed) {
        boolean[][] lost = draw(family, n, seed, Optional.empty());
        for (int from = 0; from < n; from++) {
            for (int to = 0; to < n; to++) {
                if (family == PartitionShape.ONE_WAY) {
                    assertThat(lost[from][to] && lost[to][from]).isFalse();
                } else {
                    assertThat(lost[from][to]).isEqualTo(lost[to][from]);
                }
            }
        }
    }

    @Property(tries = 200)
    void halvesDifferInSizeByOneAtMost(@ForAll @IntRange(min = 2, max = 9) int n, @ForAll long seed) {
        Set<Set<Integer>> sides = new HashSet<>(views(draw(PartitionShape.HALVES, n, seed, Optional.empty())));
        assertThat(sides).hasSize(2);
        assertThat(sides.stream().map(Set::size)).containsExactlyInAnyOrder(n / 2, n - n / 2);
    }

    @Property(tries = 100)
    void oneNodeIsAloneAndTheOthersSeeEachOther(@ForAll @IntRange(min = 3, max = 9) int n, @ForAll long seed) {
        List<Set<Integer>> views = views(draw(PartitionShape.ONE_NODE, n, seed, Optional.empty()));
        assertThat(views).filteredOn(view -> view.size() == 1).hasSize(1);
        assertThat(views).filteredOn(view -> view.size() == n - 1).hasSize(n - 1);
    }

    @Property(tries = 200)
    void primaryIsolatesTheKnownPrimary(
            @ForAll @IntRange(min = 2, max = 9) int n,
            @ForAll @IntRange(min = 1, max = 9) int primary,
            @ForAll long seed) {
        int index = (primary - 1) % n;
        List<Set<Integer>> views = views(draw(PartitionShape.PRIMARY, n, seed, Optional.of("n" + (index + 1))));
        assertThat(views.get(index)).containsExactly(index);
        for (int other = 0; other < n; other++) {
            if (other != index) {
                assertThat(views.get(other)).hasSize(n - 1).doesNotContain(index);
            }
        }
    }

    @Property(tries = 100)
    void withoutAKnownPrimaryAnyNodeIsIsolated(@ForAll @IntRange(min = 3, max = 9) int n, @ForAll long seed) {
        assertThat(views(draw(PartitionShape.PRIMARY, n, seed, Optional.empty())))
                .filteredOn(view -> view.size() == 1)
                .hasSize(1);
    }

    @Property(tries = 200)
    void majoritiesRingGivesDistinctMajorities(@ForAll @IntRange(min = 3, max = 9) int n, @ForAll long seed) {
        List<Set<Integer>> views = views(draw(PartitionShape.MAJORITIES_RING, n, seed, Optional.empty()));
        assertThat(views).allSatisfy(view -> assertThat(view.size()).isGreaterThan(n / 2));
        assertThat(new HashSet<>(views)).hasSize(n);
    }

    @Property(tries = 200)
    void aBridgeIsSeenByAllAndNoOtherNodeSeesBothSides(@ForAll @IntRange(min = 3, max = 9) int n, @ForAll long seed) {
        List<Set<Integer>> views = views(draw(PartitionShape.BRIDGE, n, seed, Optional.empty()));
        List<Integer> bridges = new ArrayList<>();
        for (int node = 0; node < n; node++) {
            if (views.get(node).size() == n) {
                bridges.add(node);
            }
        }
        assertThat(bridges).hasSize(1);
        assertThat(views).allSatisfy(view -> assertThat(view).contains(bridges.get(0)));
        Set<Set<Integer>> sides = new HashSet<>(views);
        sides.removeIf(view -> view.size() == n);
        assertThat(sides).hasSize(2);
        assertThat(sides.stream().map(side -> side.size() - 1)).containsExactlyInAnyOrder(n / 2, n - 1 - n / 2);
    }

    @Property(tries = 200)
    void oneWayCutsOnlyMutedSenders(@ForAll @IntRange(min = 2, max = 9) int n, @ForAll long seed) {
        boolean[][] lost = draw(PartitionShape.ONE_WAY, n, seed, Optional.empty());
        Set<Integer> muted = new TreeSet<>();
        for (int from = 0; from < n; from++) {
            for (boolean link : lost[from]) {
                if (link) {
                    muted.add(from);
                }
            }
        }
        assertThat(muted).hasSizeBetween(1, n - 1);
        for (int from = 0; from < n; from++) {
            for (int to = 0; to < n; to++) {
                assertThat(lost[from][to]).isEqualTo(muted.contains(from) && !muted.contains(to));
            }
        }
    }

    @Property(tries = 100)
    void aClusterOfOneNodeCannotBeCut(@ForAll PartitionShape family, @ForAll long seed) {
        assertThat(Arrays.deepToString(draw(family, 1, seed, Optional.empty()))).isEqualTo("[[false]]");
    }

    private static boolean[][] draw(PartitionShape family, int nodeCount, long seed, Optional<String> primary) {
        SimulatedRig rig = new SimulatedRig(nodeCount, Latency.NONE, BusyNode::new);
        return family.draw(new FaultContext(rig.cluster, rig.timeline, new SplittableRandom(seed), () -> primary));
    }

    /** For each node those that it can send to, itself included. */
    private static List<Set<Integer>> views(boolean[][] lost) {
        List<Set<Integer>> views = new ArrayList<>();
        for (boolean[] links : lost) {
            Set<Integer> view = new TreeSet<>();
            for (int to = 0; to < links.length; to++) {
                if (!links[to]) {
                    view.add(to);
                }
            }
            views.add(view);
        }
        return views;
    }
}

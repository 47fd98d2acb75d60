package dev.squall.run.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final int RESAMPLES = 300;

    private static Novelty novelty(List<Set<Long>> runs) {
        Discovery discovery = new Discovery();
        runs.forEach(discovery::add);
        return discovery.novelty().orElseThrow();
    }

    @Test
    void runsWithoutStatesHaveNoEstimate() {
        Discovery discovery = new Discovery();
        discovery.add(Set.of());

        assertThat(discovery.novelty()).isEmpty();
    }

    @Test
    void runWithAStateOfItsOwnIsNovelUntilAnotherRunShowsTheState() {
        assertThat(novelty(List.of(Set.of(1L, 2L), Set.of(2L)))).isEqualTo(new Novelty(2, 1, 1, 2));
        assertThat(novelty(List.of(Set.of(1L, 2L), Set.of(2L), Set.of(1L)))).isEqualTo(new Novelty(3, 0, 3, 2));
    }

    @Property(tries = 500)
    void countIsThatOfTheDefinitionInAnyOrder(
            @ForAll @Size(min = 1, max = 12)
                    List<@Size(max = 5) Set<@net.jqwik.api.constraints.LongRange(max = 9) Long>> runs,
            @ForAll long seed) {
        List<Set<Long>> all = new ArrayList<>(runs);
        all.add(Set.of(3L));
        long novel = 0;
        for (int i = 0; i < all.size(); i++) {
            Set<Long> others = new HashSet<>();
            for (int j = 0; j < all.size(); j++) {
                if (j != i) {
                    others.addAll(all.get(j));
                }
            }
            novel += others.containsAll(all.get(i)) ? 0 : 1;
        }
        assertThat(novelty(all).novel()).isEqualTo((int) novel);
        Collections.shuffle(all, new Random(seed));
        assertThat(novelty(all).novel()).isEqualTo((int) novel);
    }

    /** The share seen in held-out runs must lie in the interval of 95 % in at least 90 % of the resamples. */
    @Test
    void intervalCoversTheShareOfHeldOutRunsThatShowSomethingNew() {
        for (double skew : new double[] {0.8, 1.2, 2}) {
            int covered = 0;
            for (int resample = 0; resample < RESAMPLES; resample++) {
                SplittableRandom random = new SplittableRandom(resample);
                List<Set<Long>> seen = runs(200, skew, random);
                Set<Long> known = new HashSet<>();
                seen.forEach(known::addAll);
                List<Set<Long>> heldOut = runs(2_000, skew, random);
                double share =
                        heldOut.stream().filter(run -> !known.containsAll(run)).count() / 2_000.0;
                Novelty estimate = novelty(seen);
                covered += share >= estimate.least() && share <= estimate.most() ? 1 : 0;
            }
            assertThat(covered).as("skew %s", skew).isGreaterThanOrEqualTo(RESAMPLES * 9 / 10);
        }
    }

    /** Draws runs of ten states each, whose frequencies fall with a power of their rank. */
    private static List<Set<Long>> runs(int count, double skew, SplittableRandom random) {
        List<Set<Long>> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Set<Long> states = new HashSet<>();
            for (int j = 0; j < 10; j++) {
                states.add((long) Math.pow(random.nextDouble(), -1 / skew));
            }
            runs.add(states);
        }
        return runs;
    }
}

package dev.squall.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SeedTest {

    private static final List<String> NAMES = List.of("network", "disk", "generator", "node n1", "node n2", "swarm");

    @Property
    void theSameSeedAndNameGiveTheSameStream(@ForAll long seed, @ForAll String name) {
        assertThat(draws(new Seed(seed).stream(name), 5)).isEqualTo(draws(new Seed(seed).stream(name), 5));
    }

    @Property
    void streamsOfDifferentNamesShareNoDraws(@ForAll long seed) {
        Set<Long> seen = new HashSet<>();
        for (String name : NAMES) {
            seen.addAll(draws(new Seed(seed).stream(name), 50));
        }
        assertThat(seen).hasSize(50 * NAMES.size());
    }

    /** A sweep runs through neighbouring seeds: if their streams were shifted copies, its runs would differ little. */
    @Property
    void streamsOfNeighbouringSeedsShareNoDraws(@ForAll long seed) {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            seen.addAll(draws(new Seed(seed + i).stream("generator"), 50));
        }
        assertThat(seen).hasSize(500);
    }

    private static List<Long> draws(SplittableRandom random, int count) {
        return LongStream.generate(random::nextLong).limit(count).boxed().toList();
    }
}

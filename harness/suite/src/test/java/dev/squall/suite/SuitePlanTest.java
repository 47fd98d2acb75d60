package dev.squall.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the runs that a suite has, and of their division among shards. */
class SuitePlanTest {

    private static Suite suite(int seeds) {
        String text =
                """
                suite: s
                experiments:
                  - name: one
                    systems: [raft-kv, quorum, lww-map]
                    seeds: %d
                """
                        .formatted(seeds);
        return FakeSystems.suite(text);
    }

    @Property
    void shardsPartitionTheRunsEvenly(
            @ForAll @IntRange(min = 1, max = 40) int seeds, @ForAll @IntRange(min = 1, max = 9) int shards) {
        Suite suite = suite(seeds);
        List<PlannedRun> all = new ArrayList<>();
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int number = 1; number <= shards; number++) {
            List<PlannedRun> part = suite.plan(42, new Shard(number, shards));
            assertThat(part).isEqualTo(suite(seeds).plan(42, new Shard(number, shards)));
            all.addAll(part);
            least = Math.min(least, part.size());
            most = Math.max(most, part.size());
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(suite.plan(42, Shard.WHOLE));
        assertThat(most - least).isLessThanOrEqualTo(1);
    }

    @Test
    void freshSeedsDependOnMasterSeedAndCell() {
        List<Cell> cells = suite(1_000).cells();
        Set<Long> seeds = new HashSet<>(cells.get(0).seeds(7));
        assertThat(seeds).hasSize(1_000);
        assertThat(cells.get(0).seeds(7)).isEqualTo(suite(1_000).cells().get(0).seeds(7));
        assertThat(cells.get(0).seeds(7)).isNotEqualTo(cells.get(0).seeds(8));
        assertThat(cells.get(0).seeds(7)).isNotEqualTo(cells.get(1).seeds(7));
    }

    @Test
    void masterSeedDependsOnCommitAndDay() {
        LocalDate day = LocalDate.of(2026, 3, 1);
        assertThat(Identity.masterSeed("abc", day))
                .isEqualTo(Identity.masterSeed("abc", LocalDate.of(2026, 3, 1)))
                .isNotEqualTo(Identity.masterSeed("abc", day.plusDays(1)))
                .isNotEqualTo(Identity.masterSeed("abd", day));
    }

    @Test
    void aShardIsReadAsItIsWritten() {
        assertThat(Shard.parse("2/8")).isEqualTo(new Shard(2, 8)).hasToString("2/8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "0/8", "9/8", "1/0", "2/8/1", "-1/8", "a/b", "1/99999"})
    void malformedShardIsRefused(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the shard is '" + text + "'; expected its number and how many there are, such as 2/8");
    }
}

package dev.squall.check.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.transaction.model.TransactionHistory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The checker against the brute force; {@link OracleRuns} compares as many histories as one has time for. */
class OracleTest {

    @Property(tries = 150)
    void allLevelsAgreeWithBruteForce(
            @ForAll @IntRange(min = 0) int seed, @ForAll @IntRange(min = 0, max = 4) int variant) {
        OracleRuns.compare(OracleRuns.history(seed, variant), seed + " variant " + variant, new TreeMap<>());
    }

    /** A parallel snapshot anomaly through a key whose versions are all known; once overlooked. */
    @Test
    void pathsToReadersOfKnownVersionsAreForbiddenToo() {
        OracleRuns.compare(OracleRuns.history(8950, 0), "8950", new TreeMap<>());
    }

    @Test
    void assumptionsRefuteMoreHistories() {
        Map<String, long[]> assuming = new TreeMap<>();
        Map<String, long[]> without = new TreeMap<>();
        for (int seed = 0; seed < 300; seed++) {
            TransactionHistory history = OracleRuns.history(seed, 4);
            OracleRuns.compare(history, seed + " variant 4", assuming);
            OracleRuns.compare(history.assuming(Set.of()), seed + " variant 1", without);
        }
        // Real-time order implies all assumptions where it orders reads too, so the strictest level refutes no more.
        assertThat(assuming)
                .allSatisfy((level, counts) -> assertThat(counts[1]).isGreaterThanOrEqualTo(without.get(level)[1]));
        assertThat(List.of("read-uncommitted", "read-committed", "causal", "snapshot-isolation", "serializable"))
                .allSatisfy(level -> assertThat(assuming.get(level)[1]).isGreaterThan(without.get(level)[1]));
    }

    @Test
    void randomHistoriesHaveBothVerdictsOnEveryLevel() {
        Map<String, long[]> table = new TreeMap<>();
        for (int seed = 0; seed < 60; seed++) {
            OracleRuns.compare(OracleRuns.history(seed, seed % 4), seed + " variant " + seed % 4, table);
        }
        assertThat(table.values()).allSatisfy(counts -> {
            assertThat(counts[0]).isPositive();
            assertThat(counts[1]).isPositive();
        });
    }
}

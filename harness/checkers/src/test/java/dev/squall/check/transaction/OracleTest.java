package dev.squall.check.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The checker against the brute force; {@link OracleRuns} compares as many histories as one has time for. */
class OracleTest {

    @Property(tries = 150)
    void allLevelsAgreeWithBruteForce(
            @ForAll @IntRange(min = 0) int seed, @ForAll @IntRange(min = 0, max = 3) int variant) {
        OracleRuns.compare(OracleRuns.history(seed, variant), seed + " variant " + variant, new TreeMap<>());
    }

    /** A parallel snapshot anomaly through a key whose versions are all known; once overlooked. */
    @Test
    void pathsToReadersOfKnownVersionsAreForbiddenToo() {
        OracleRuns.compare(OracleRuns.history(8950, 0), "8950", new TreeMap<>());
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

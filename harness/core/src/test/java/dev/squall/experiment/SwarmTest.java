package dev.squall.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.FaultFamily;
import dev.squall.run.Experiments;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SwarmTest {

    private static final Experiment BASE = Experiments.small("partition", "kill", "pause");

    private static final Variations VARIATIONS = new Variations(List.of(2, 3, 4), Map.of("batch", List.of("1", "64")));

    @Property
    void drawIsARepeatableSubsetOfFaults(@ForAll long seed) {
        Experiment drawn = Swarm.draw(BASE, seed);
        assertThat(drawn).isEqualTo(Swarm.draw(BASE, seed));
        assertThat(drawn.seed()).isEqualTo(seed);
        assertThat(drawn.faults()).isNotEmpty().isSubsetOf(BASE.faults()).doesNotHaveDuplicates();
        assertThat(drawn.ratePerSecond()).isIn(50.0, 100.0, 300.0);
        assertThat(drawn.nemesisIntervalMillis()).isIn(300L, 500L);
    }

    @Test
    void aHundredSeedsDrawEverySetOfFaults() {
        Set<List<FaultFamily>> sets = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            sets.add(Swarm.draw(BASE, seed).faults());
        }
        assertThat(sets).hasSize(7);
    }

    @Property(tries = 20)
    void anExperimentWithoutFaultsStaysWithoutFaults(@ForAll long seed) {
        assertThat(Swarm.draw(Experiments.small(), seed).faults()).isEmpty();
    }

    @Property
    void drawnSizesAndSettingsAreRepeatableAndDoNotChangeTheFaults(@ForAll long seed) {
        Experiment drawn = Swarm.draw(BASE, seed, VARIATIONS);

        assertThat(drawn).isEqualTo(Swarm.draw(BASE, seed, VARIATIONS));
        assertThat(drawn.faults()).isEqualTo(Swarm.draw(BASE, seed).faults());
        assertThat(drawn.nodeCount()).isBetween(2, 4);
        assertThat(drawn.systemOptions().get("batch")).isIn("1", "64");
        assertThat(Swarm.draw(BASE, seed, Variations.NONE)).isEqualTo(Swarm.draw(BASE, seed));
    }

    @Test
    void aHundredSeedsDrawEverySizeWithEverySetting() {
        Set<List<Object>> drawn = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            Experiment experiment = Swarm.draw(BASE, seed, VARIATIONS);
            drawn.add(List.of(experiment.nodeCount(), experiment.systemOptions()));
        }
        assertThat(drawn).hasSize(6);
    }

    @Property(tries = 50)
    void anOptionThatIsSetIsNotDrawnAndAFixedNumberOfNodesStays(@ForAll long seed) {
        Experiment base = BASE.toBuilder().systemOptions(Map.of("batch", "7")).build();

        Experiment drawn = Swarm.draw(base, seed, VARIATIONS.withoutNodeCounts());

        assertThat(drawn.systemOptions()).isEqualTo(Map.of("batch", "7"));
        assertThat(drawn.nodeCount()).isEqualTo(BASE.nodeCount());
    }
}

package dev.squall.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.FaultFamily;
import dev.squall.run.Experiments;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SwarmTest {

    private static final Experiment BASE = Experiments.small("partition", "kill", "pause");

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
}

package dev.squall.run.novelty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NoveltyTest {

    @Test
    void intervalIsThatOfWilson() {
        // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I: 81 of 263.
        Novelty novelty = new Novelty(263, 81, 0, 1);

        assertThat(novelty.least()).isCloseTo(0.2553, within(0.0001));
        assertThat(novelty.most()).isCloseTo(0.3662, within(0.0001));
    }

    @Property
    void intervalContainsTheEstimate(@ForAll @IntRange(min = 1, max = 100_000) int runs, @ForAll @IntRange int any) {
        Novelty novelty = new Novelty(runs, Math.floorMod(any, runs + 1), 0, 1);

        assertThat(novelty.probability()).isBetween(novelty.least() - 1e-9, novelty.most() + 1e-9);
    }

    @Test
    void wordsAreOneSentence() {
        assertThat(new Novelty(1_000, 12, 0, 4_321).words())
                .isEqualTo("the runs showed 4,321 abstract states; the next seed shows a new one with a probability of"
                        + " 1.2 % (95 % interval: 0.7 % to 2.1 %)");
    }

    @Test
    void moreNovelRunsThanRunsAreRefused() {
        assertThatThrownBy(() -> new Novelty(3, 4, 0, 1))
                .hasMessage("found 4 and 0 of 3 runs; expected 0 to all of at least 1");
    }
}

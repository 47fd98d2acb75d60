package dev.squall.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void outcomesAreOrderedBySeverity() {
        assertThat(Outcome.values())
                .containsExactly(Outcome.VIOLATION, Outcome.ERROR, Outcome.UNKNOWN, Outcome.VACUOUS, Outcome.VALID);
    }

    @Test
    void exitCodesTellOutcomesApart() {
        assertThat(List.of(Outcome.values()).stream().map(Outcome::exitCode)).containsExactly(1, 255, 2, 3, 0);
        assertThat(Outcome.BAD_ARGUMENTS_EXIT_CODE).isEqualTo(254);
        assertThat(Outcome.VIOLATION.word()).isEqualTo("violation");
    }

    @Test
    void nothingIsValid() {
        assertThat(Outcome.worst(List.of())).isEqualTo(Outcome.VALID);
    }

    @Property
    void worstOutcomeIsTheMostSevereOfAll(@ForAll List<Outcome> outcomes, @ForAll Outcome one) {
        List<Outcome> all = new java.util.ArrayList<>(outcomes);
        all.add(one);
        Outcome worst = Outcome.worst(all);
        assertThat(all).contains(worst).allMatch(outcome -> outcome.ordinal() >= worst.ordinal());
    }
}

package dev.squall.lectures.generals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.lectures.generals.GeneralsFacts.Decided;
import dev.squall.lectures.generals.GeneralsFacts.Joined;
import dev.squall.lectures.generals.GeneralsFacts.TooLate;
import dev.squall.node.Fact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeneralsJournalTest {

    private static final long HEALED = 1_000;

    private final GeneralsJournal journal = new GeneralsJournal();
    private long now;

    @BeforeEach
    void twoLoyalGeneralsAndATraitorJoin() {
        note("n1", new Joined(true));
        note("n2", new Joined(true));
        note("n3", new Joined(false));
    }

    private void note(String node, Fact fact) {
        journal.onFact(now++, node, 0, fact);
    }

    private Verdict verdict() {
        assertThat(journal.verdicts()).hasSize(1);
        return journal.verdicts().get(0);
    }

    @Test
    void equalDecisionsOfTheLoyalAreValid() {
        note("n1", new Decided(1, true));
        note("n2", new Decided(1, true));
        note("n3", new Decided(1, false));
        note("n1", new Decided(2, false));
        journal.onEnd(HEALED);

        assertThat(verdict().validity()).isEqualTo(Validity.VALID);
        assertThat(verdict().summary()).isEqualTo("2 loyal generals agreed in all of 2 battles");
    }

    @Test
    void differentDecisionsOfTheLoyalAreFound() {
        note("n1", new Decided(7, true));
        note("n2", new Decided(7, false));

        assertThat(verdict().anomaly()).isEqualTo("generals-disagree");
        assertThat(verdict().summary()).isEqualTo("in battle 7, n1 decided to attack, and n2 decided to retreat");
    }

    @Test
    void missingDecisionIsNoAttackOnceTheRunIsOver() {
        note("n1", new Decided(7, true));
        assertThat(verdict().validity()).isEqualTo(Validity.VALID);

        journal.onEnd(HEALED);

        assertThat(verdict().anomaly()).isEqualTo("generals-disagree");
        assertThat(verdict().summary())
                .isEqualTo("in battle 7, n1 decided to attack, and n2 heard of no plan, and did not attack");
    }

    @Test
    void missingDecisionOfABattleAfterTheHealingProvesNothing() {
        now = HEALED + 1;
        note("n1", new Decided(7, true));
        journal.onEnd(HEALED);

        assertThat(verdict().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void crashedGeneralIsNotJudged() {
        note("n1", new Decided(7, true));
        note("n2", new Decided(7, false));
        journal.onLifeEnd(now, "n2", 0, true);

        assertThat(verdict().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void battleWithALateMessageProvesNothing() {
        note("n1", new Decided(7, true));
        note("n2", new Decided(7, false));
        note("n2", new TooLate(7));
        assertThat(verdict().validity()).isEqualTo(Validity.UNKNOWN);

        note("n1", new Decided(8, true));
        note("n2", new Decided(8, false));
        assertThat(verdict().anomaly()).isEqualTo("generals-disagree");
    }

    @Test
    void withoutDecisionsThereIsNoVerdict() {
        assertThat(journal.verdicts()).isEmpty();
    }
}

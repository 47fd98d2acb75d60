package dev.squall.lectures.generals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.lectures.generals.TwoGeneralsCases.Decisions;
import dev.squall.lectures.generals.TwoGeneralsCases.Patterns;
import dev.squall.system.Enumeration;
import dev.squall.system.Enumeration.Effort;
import dev.squall.system.Enumeration.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnumerationsTest {

    private static Finding run(Enumeration cases, long seed) {
        return cases.run(new Effort(seed, 1, 2, () -> false, done -> {}));
    }

    @Test
    void everyLossPatternOfTheTwoGeneralsIsRun() {
        Finding finding = run(new TwoGeneralsCases(), 1);

        assertThat(finding.isAsExpected()).isTrue();
        // The sum of 2^k for k from 0 to 12, for 5 x 5 pairs of rules.
        assertThat(finding.cases()).isEqualTo(8_191 * 25);
        assertThat(finding.words())
                .startsWith("all of 204,775 loss patterns of all 325 protocols")
                .contains("message 12 of 12 is lost, general 1 does not, general 2 attacks");
    }

    @Test
    void patternsShowWhoAttacks() {
        Patterns patterns = Patterns.of(2, DecisionRule.ALL, DecisionRule.ALL);

        assertThat(patterns.decisions())
                .containsExactly(
                        new Decisions(true, true),
                        new Decisions(false, false),
                        new Decisions(false, true),
                        new Decisions(false, false));
        assertThat(patterns.sent()).containsExactly(2, 1, 2, 1);
        assertThat(patterns.firstAlone()).isEqualTo(2);
        assertThat(patterns.removals()).isEqualTo(2);
        assertThat(patterns.complaint()).isEmpty();
    }

    private static Patterns patterns(Decisions... decisions) {
        return new Patterns(1, DecisionRule.ALL, DecisionRule.ALL, List.of(decisions), List.of(1, 1));
    }

    @Test
    void brokenPremisesAreFound() {
        Decisions both = new Decisions(true, true);
        Decisions neither = new Decisions(false, false);

        assertThat(patterns(neither, neither).complaint()).contains("nothing is lost, and a general does not attack");
        assertThat(patterns(both, both).complaint()).contains("the second general attacks without the plan");
        assertThat(patterns(both, neither).complaint()).contains("changes both decisions");
        assertThat(patterns(both, neither).firstAlone()).isEqualTo(-1);
    }

    @Test
    void everyStrategyAgainstFourGeneralsFails() {
        Finding finding = run(ByzantineCases.FOUR_GENERALS, 1);

        assertThat(finding.isAsExpected()).isTrue();
        // 3^3 as commander; as each of three lieutenants 3^2, for each of two orders.
        assertThat(finding.cases()).isEqualTo(27 + 3 * 2 * 9);
    }

    @Test
    void drawnStrategiesAgainstSevenGeneralsFail() {
        Finding finding = run(ByzantineCases.SEVEN_GENERALS, 5);

        assertThat(finding.isAsExpected()).as(finding.words()).isTrue();
        assertThat(finding.cases()).isEqualTo(100_800);
    }

    @Test
    void everyPairOfRulesOfThreeGeneralsIsSplit() {
        Finding finding = run(ByzantineCases.THREE_GENERALS, 1);

        assertThat(finding.isAsExpected()).isTrue();
        assertThat(finding.words())
                .contains("a strategy splits OM(1): the traitor n2, when n1 orders to attack, says retreat to n3")
                .contains("of all 262,144 pairs of two-round rules (512 for each lieutenant) each has a splitting");
    }

    @Test
    void strategiesSplitSevenGeneralsThatTolerateOneTraitor() {
        Finding finding = ByzantineCases.sevenGenerals(1, new Effort(1, 1, 2, () -> false, done -> {}));

        assertThat(finding.isAsExpected()).isFalse();
        assertThat(finding.words()).startsWith("the loyal of 7 generals differ: traitors n1 and n2, battle ");
    }
}

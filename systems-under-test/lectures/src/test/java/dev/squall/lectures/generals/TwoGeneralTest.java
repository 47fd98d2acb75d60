package dev.squall.lectures.generals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.lectures.generals.GeneralsFacts.Decided;
import dev.squall.lectures.generals.GeneralsFacts.Joined;
import dev.squall.lectures.generals.GeneralsFacts.TooLate;
import dev.squall.lectures.generals.GeneralsMessages.Flush;
import dev.squall.lectures.generals.GeneralsMessages.FlushOk;
import dev.squall.lectures.generals.GeneralsMessages.Messenger;
import dev.squall.lectures.generals.GeneralsMessages.Order;
import dev.squall.lectures.generals.GeneralsMessages.OrderOk;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.testkit.LoneNode;
import dev.squall.testkit.VirtualCluster;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoGeneralTest {

    private static LoneNode first(int messages, String rule) {
        return new LoneNode(new TwoGeneralsProgram(), 2, Map.of("messages", String.valueOf(messages), "rule", rule));
    }

    @Test
    void firstGeneralSendsThePlanAndAcknowledgesAnswers() {
        LoneNode general = first(4, "all");
        general.receive("c0", new Order(1, true));
        assertThat(general.takeSentTo("n2")).containsExactly(new Messenger(1, 1));

        general.receive("n2", new Messenger(1, 2));
        general.receive("n2", new Messenger(1, 2));
        assertThat(general.takeSentTo("n2")).containsExactly(new Messenger(1, 3));

        general.receive("n2", new Messenger(1, 4));
        assertThat(general.takeSentTo("n2")).isEmpty();

        general.run(1_000);
        assertThat(general.last(Decided.class)).isEqualTo(new Decided(1, true));
    }

    @Test
    void orderToRetreatNeedsNoMessage() {
        LoneNode general = first(4, "plan");

        general.receive("c0", new Order(1, false));

        assertThat(general.takeSentTo("n2")).isEmpty();
        assertThat(general.facts()).containsExactly(new Joined(true), new Decided(1, false));
    }

    @ParameterizedTest
    @CsvSource({
        "all, 0, false",
        "all, 2, false",
        "all, 3, true",
        "answer, 0, false",
        "answer, 1, true",
        "plan, 0, true",
        "all-but-one, 1, false",
        "all-but-one, 2, true",
        "half, 1, false",
        "half, 2, true"
    })
    void firstGeneralDecidesByItsRule(String rule, int answers, boolean attacks) {
        LoneNode general = first(6, rule);
        general.receive("c0", new Order(1, true));
        for (int answer = 1; answer <= answers; answer++) {
            general.receive("n2", new Messenger(1, 2 * answer));
        }

        general.run(1_000);

        assertThat(general.last(Decided.class)).isEqualTo(new Decided(1, attacks));
    }

    @Test
    void messageAfterTheDecisionIsNoted() {
        LoneNode general = first(2, "all");
        general.receive("c0", new Order(1, true));
        general.run(1_000);

        general.receive("n2", new Messenger(1, 2));

        assertThat(general.last(TooLate.class)).isEqualTo(new TooLate(1));
        assertThat(general.last(Decided.class)).isEqualTo(new Decided(1, false));
    }

    @Test
    void twoGeneralsAttackTogetherIfNothingIsLost() {
        VirtualCluster cluster = VirtualCluster.of(new TwoGeneralsProgram()).start();

        assertThat(cluster.ask("c0", "n1", new Order(1, true))).isEqualTo(new OrderOk());
        assertThat(cluster.ask("c0", "n1", new Flush()))
                .isEqualTo(new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, "1 battles are undecided"));
        cluster.run(1_000);

        assertThat(cluster.ask("c0", "n1", new Flush())).isEqualTo(new FlushOk());
        assertThat(cluster.last("n1", Decided.class)).isEqualTo(new Decided(1, true));
        assertThat(cluster.last("n2", Decided.class)).isEqualTo(new Decided(1, true));
        assertThat(cluster.facts("n3")).isEmpty();
        assertThat(cluster.ask("c0", "n3", new Flush())).isEqualTo(new FlushOk());
        assertThat(cluster.ask("c0", "n3", new Order(2, true)))
                .isEqualTo(new ErrorReply(ErrorCode.NOT_SUPPORTED, "n3 is no general"));
    }

    @Test
    void onlyTheCommanderTakesOrders() {
        VirtualCluster cluster = VirtualCluster.of(new TwoGeneralsProgram()).start();

        assertThat(cluster.ask("c0", "n2", new Order(1, true)))
                .isEqualTo(new ErrorReply(ErrorCode.MALFORMED_REQUEST, "the commander is n1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rule     | most | There is no rule 'most'; expected one of [all, answer, plan, all-but-one, half].",
                "messages | -1   | The option 'messages' is '-1' and must be a whole number from 0 to 1000.",
                "messages | two  | The option 'messages' is 'two' and must be a whole number from 0 to 1000.",
                "horses   | 2    | The generals have no option 'horses'; their options are [messages, rule,"
                        + " second-rule, decide-after-ms]."
            })
    void unknownOptionOrRuleIsRefusedWithTheKnownOnes(String name, String value, String complaint) {
        assertThatThrownBy(() -> new LoneNode(new TwoGeneralsProgram(), 2, Map.of(name, value)))
                .hasMessage(complaint);
    }
}

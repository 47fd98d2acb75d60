package dev.squall.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LateMessagesTest {

    @Test
    void lateMessagesAreCountedAndACutThatHoldsThemHasTheShapeOfAPartition() {
        Set<LateMessages.Kind> kinds = EnumSet.noneOf(LateMessages.Kind.class);
        for (long seed = 1; seed <= 20; seed++) {
            NemesisStage stage = new NemesisStage(seed);
            Nemesis late = stage.create(FaultFamily.LATE);
            stage.atMillis(105, () -> stage.start(late));
            stage.atMillis(205, () -> late.stop(() -> {}));
            stage.rig.runForTheLastTime(400);

            LateMessages fault = (LateMessages) late.injected().get(0).fault();
            kinds.add(fault.kind());
            assertThat(late.evidence().effects()).isPositive();
            assertThat(fault.links().isEmpty()).isEqualTo(fault.kind() != LateMessages.Kind.HOLD);
            assertThat(stage.rig.traffic).noneMatch(line -> line.startsWith("LOST"));
            assertThat(FaultCodec.fromEdn(
                            FaultFamily.LATE, stage.said("start-late").get(0)))
                    .containsExactly(fault);
        }
        assertThat(kinds).containsExactlyInAnyOrder(LateMessages.Kind.values());
    }

    @Test
    void shareAboveAHundredIsRefused() {
        assertThatThrownBy(() -> new LateMessages(LateMessages.Kind.DELAYS, 101, 1, 1, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("per-cent: 101; expected 0 to 100");
    }

    @Test
    void messagesWithoutDelayAreRefused() {
        assertThatThrownBy(() -> new LateMessages(LateMessages.Kind.COPIES, 50, 0, 1, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a delay of 0 ns; expected some delay");
    }

    @Test
    void linksOfNodesThatAreGoneAreLeftOut() {
        LateMessages hold =
                new LateMessages(LateMessages.Kind.HOLD, 100, 1, 1, Map.of("n1", List.of("n2"), "n2", List.of("n3")));

        assertThat(hold.renamed(Map.of("n1", "a", "n2", "b")).orElseThrow().nodes())
                .containsExactly("a", "b");
        assertThat(hold.renamed(Map.of("n1", "a"))).isEmpty();
    }
}

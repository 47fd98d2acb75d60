package dev.squall.lectures.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Verdict;
import dev.squall.node.Fact;
import dev.squall.node.protocol.Timekeeping.Adjusted;
import dev.squall.node.protocol.Timekeeping.Estimated;
import dev.squall.node.protocol.Timekeeping.Logged;
import dev.squall.node.protocol.Timekeeping.QuartzStarted;
import dev.squall.node.protocol.Timekeeping.Used;
import dev.squall.workload.JournalAnalysis;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the journals of clock uses are accepted when right, and rejected by name when wrong. */
class ClockJournalsTest {

    private static final List<String> NODES = List.of("n1", "n2");

    private record Noted(String node, Fact fact) {}

    private static Noted n1(Fact fact) {
        return new Noted("n1", fact);
    }

    private static Noted n2(Fact fact) {
        return new Noted("n2", fact);
    }

    private static List<String> anomalies(JournalAnalysis journal, Noted... facts) {
        for (Noted noted : facts) {
            journal.onFact(0, noted.node(), 0, noted.fact());
        }
        return journal.verdicts().stream()
                .map(Verdict::anomaly)
                .filter(anomaly -> !anomaly.isEmpty())
                .toList();
    }

    @Test
    void holdersOneAfterTheOtherAreAccepted() {
        assertThat(anomalies(
                        new LeaseJournal(NODES),
                        n1(new Used(1, 10)),
                        n1(new Used(1, 20)),
                        n2(new Used(1, 21)),
                        n1(new Used(2, 22))))
                .isEmpty();
    }

    @Test
    void holderBetweenTwoActionsOfAnotherIsRejected() {
        assertThat(anomalies(new LeaseJournal(NODES), n1(new Used(1, 10)), n2(new Used(1, 15)), n1(new Used(1, 20))))
                .containsExactly("two-lease-holders");
    }

    @Test
    void factsMayComeInAnyOrderOfNodes() {
        assertThat(anomalies(new LeaseJournal(NODES), n2(new Used(1, 30)), n1(new Used(1, 10)), n1(new Used(1, 20))))
                .isEmpty();
        assertThat(anomalies(new LeaseJournal(NODES), n2(new Used(1, 15)), n1(new Used(1, 10)), n1(new Used(1, 20))))
                .containsExactly("two-lease-holders");
    }

    private static final Noted SERVER = n1(new QuartzStarted(1_000, 0, 0));
    private static final Noted CLIENT = n2(new QuartzStarted(0, 1_000, 0));

    @Test
    void estimateWithinItsBoundIsAccepted() {
        // At 100 ms the client's clock has gained 100 µs, so the true offset is -99 µs.
        assertThat(anomalies(
                        new OffsetJournal(NODES),
                        SERVER,
                        CLIENT,
                        n2(new Estimated("n1", 1_000, 100_000, 1, 100_000_000))))
                .isEmpty();
    }

    @Test
    void estimateBeyondItsBoundIsRejected() {
        assertThat(anomalies(
                        new OffsetJournal(NODES),
                        SERVER,
                        CLIENT,
                        n2(new Estimated("n1", 1_000, 99_000, 1, 100_000_000))))
                .containsExactly("offset-beyond-bound");
    }

    @Test
    void estimateBeforeTheClocksAreKnownCannotBe() {
        OffsetJournal journal = new OffsetJournal(NODES);

        assertThatThrownBy(() -> journal.onFact(0, "n2", 0, new Estimated("n1", 0, 0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected that fact first");
    }

    @Test
    void onlyAStepMaySetAClockBack() {
        Noted before = n1(new Estimated("n1", 0, 0, 100, 0));
        Noted after = n1(new Estimated("n1", 0, 0, 99, 0));

        assertThat(anomalies(new OffsetJournal(NODES), SERVER, before, after)).containsExactly("clock-ran-backwards");
        assertThat(anomalies(new OffsetJournal(NODES), SERVER, before, n1(new Adjusted("step", -200_000_000)), after))
                .isEmpty();
    }

    @Test
    void correctionOfTheWrongKindIsRejected() {
        assertThat(anomalies(new OffsetJournal(NODES), n2(new Adjusted("slew", 125_000_000))))
                .containsExactly("wrong-correction");
        assertThat(anomalies(new OffsetJournal(NODES), n2(new Adjusted("slew", 124_999_999))))
                .isEmpty();
    }

    @Test
    void answerBeforeItsQuestionIsRejected() {
        assertThat(anomalies(
                        new LogJournal(NODES), n1(new Logged("question", "q", 5)), n2(new Logged("answer", "q", 4))))
                .containsExactly("answer-before-question");
        assertThat(anomalies(
                        new LogJournal(NODES), n1(new Logged("question", "q", 5)), n2(new Logged("answer", "q", 5))))
                .isEmpty();
    }

    @Test
    void logThatSortsDifferentlyIsRejected() {
        assertThat(anomalies(
                        new LogJournal(NODES), n1(new Logged("question", "q", 5)), n1(new Logged("question", "r", 4))))
                .containsExactly("log-reordered");
    }
}

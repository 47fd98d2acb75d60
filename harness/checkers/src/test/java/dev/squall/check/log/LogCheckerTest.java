package dev.squall.check.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogCheckerTest {

    private final Recording recording = new Recording();

    private LogCheckerTest sent(int process, Object message, long offset) {
        recording.did(
                process,
                "send",
                List.of(List.of("send", "k", message)),
                List.of(List.of("send", "k", List.of(offset, message))));
        return this;
    }

    /** A poll that returned these offsets and messages, in turn. */
    private LogCheckerTest polled(int process, long... offsetsAndMessages) {
        List<Object> pairs = new ArrayList<>();
        for (int i = 0; i < offsetsAndMessages.length; i += 2) {
            pairs.add(List.of(offsetsAndMessages[i], offsetsAndMessages[i + 1]));
        }
        recording.did(process, "poll", List.of(List.of("poll")), List.of(List.of("poll", Map.of("k", pairs))));
        return this;
    }

    private Verdict check() {
        return new LogChecker().check(recording.history(), Budget.DEFAULT);
    }

    private void assertAnomaly(String anomaly) {
        Verdict verdict = check();
        assertThat(verdict.anomaly()).as(verdict.summary()).isEqualTo(anomaly);
        assertThat(verdict.operations()).isNotEmpty();
    }

    @Test
    void pollsInOrderWithGapsInTheOffsetsAreValid() {
        sent(0, 10L, 2).sent(0, 11L, 5).sent(1, 12L, 9).polled(2, 2, 10).polled(2, 5, 11, 9, 12);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void unobservedMessagesAtTheEndAreCountedOnly() {
        sent(0, 10L, 0).sent(0, 11L, 1).polled(2, 0, 10);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        assertThat(check().details()).containsEntry("unobserved", 1).containsEntry("acknowledged", 2);
    }

    @Test
    void acknowledgedMessageThatNobodyPolledBeforeALaterOneIsLost() {
        sent(0, 10L, 0).sent(0, 11L, 1).polled(2, 1, 11);
        assertAnomaly("lost-write");
    }

    @Test
    void unacknowledgedMessageIsNotLost() {
        recording.invoke(3, "send", List.of(List.of("send", "k", 9L)));
        recording.info(3, "send", List.of(List.of("send", "k", 9L)));
        sent(0, 11L, 1).polled(2, 1, 11);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void twoMessagesAtOneOffsetAreInconsistent() {
        sent(0, 10L, 0).sent(1, 11L, 0).polled(2, 0, 10);
        assertAnomaly("inconsistent-offsets");
    }

    @Test
    void oneMessageAtTwoOffsetsIsADuplicate() {
        sent(0, 10L, 0).polled(2, 0, 10, 1, 10);
        assertAnomaly("duplicate");
    }

    @Test
    void pollThatLeavesOutAMessageIsASkip() {
        sent(0, 10L, 0)
                .sent(0, 11L, 1)
                .sent(0, 12L, 2)
                .polled(1, 1, 11)
                .polled(2, 0, 10)
                .polled(2, 2, 12);
        assertAnomaly("poll-skip");
    }

    @Test
    void assignBetweenTwoPollsAllowsSkipsAndReturns() {
        sent(0, 10L, 0).sent(0, 11L, 1).sent(0, 12L, 2).polled(1, 1, 11).polled(2, 0, 10);
        recording.did(2, "assign", List.of("k"), List.of("k"));
        polled(2, 2, 12);
        recording.did(2, "assign", List.of("k"), List.of("k"));
        polled(2, 0, 10);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void pollThatGoesBackIsNonmonotonic() {
        sent(0, 10L, 0).sent(0, 11L, 1).polled(2, 0, 10, 1, 11).polled(2, 0, 10);
        assertAnomaly("nonmonotonic-poll");
    }

    @Test
    void sendsOfOneProcessThatGoBackAreNonmonotonic() {
        sent(0, 10L, 4).sent(0, 11L, 1).polled(2, 1, 11, 4, 10);
        assertAnomaly("nonmonotonic-send");
    }

    @Test
    void sendsOfDifferentProcessesMayGoBack() {
        sent(0, 10L, 4).sent(1, 11L, 1).polled(2, 1, 11, 4, 10);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void anomaliesInsideOneOperationHaveNamesOfTheirOwn() {
        sent(0, 10L, 0).sent(0, 11L, 1).sent(0, 12L, 2).polled(1, 1, 11).polled(2, 0, 10, 2, 12);
        assertAnomaly("int-poll-skip");
    }

    @Test
    void pollThatGoesBackInsideIsNonmonotonic() {
        sent(0, 10L, 0).sent(0, 11L, 1).polled(2, 1, 11, 0, 10);
        assertAnomaly("int-nonmonotonic-poll");
    }

    @Test
    void sendsInsideOneTransactionMustBeNeighbours() {
        transaction(0, 1, 3);
        sent(1, 12L, 2).polled(2, 1, 10, 2, 12, 3, 11);
        assertAnomaly("int-send-skip");
    }

    @Test
    void sendsInsideOneTransactionMustIncrease() {
        transaction(0, 3, 1);
        polled(2, 1, 11, 3, 10);
        assertAnomaly("int-nonmonotonic-send");
    }

    private void transaction(int process, long firstOffset, long secondOffset) {
        recording.did(
                process,
                "txn",
                List.of(List.of("send", "k", 10L), List.of("send", "k", 11L)),
                List.of(
                        List.of("send", "k", List.of(firstOffset, 10L)),
                        List.of("send", "k", List.of(secondOffset, 11L))));
    }

    @Test
    void nothingPolledIsUnknown() {
        sent(0, 10L, 0);
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(check().summary()).contains("no poll returned a message");
    }

    @Test
    void historyOfAnotherShapeIsUnknown() {
        recording.did(0, "poll", null, 7L);
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
        recording.did(0, "poll", null, List.of(Arrays.asList("poll", null)));
        assertThat(check().summary()).contains("expected a list of [:send key");
    }
}

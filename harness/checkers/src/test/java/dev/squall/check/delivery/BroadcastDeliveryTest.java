package dev.squall.check.delivery;

import static dev.squall.check.delivery.BroadcastProperty.AGREEMENT;
import static dev.squall.check.delivery.BroadcastProperty.CAUSAL_ORDER;
import static dev.squall.check.delivery.BroadcastProperty.FIFO_ORDER;
import static dev.squall.check.delivery.BroadcastProperty.NO_CREATION;
import static dev.squall.check.delivery.BroadcastProperty.NO_DUPLICATION;
import static dev.squall.check.delivery.BroadcastProperty.SAME_SEQUENCE;
import static dev.squall.check.delivery.BroadcastProperty.TOTAL_ORDER;
import static dev.squall.check.delivery.BroadcastProperty.UNIFORM_AGREEMENT;
import static dev.squall.check.delivery.BroadcastProperty.VALIDITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.journal.CrashContract;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BroadcastDeliveryTest {

    private static final long MILLI = 1_000_000;

    private BroadcastDelivery broadcast = of(CrashContract.CRASH_STOP);
    private long clock;

    private static BroadcastDelivery of(CrashContract contract) {
        return new BroadcastDelivery(List.of("n1", "n2", "n3"), contract, List.of(BroadcastProperty.values()));
    }

    private void broadcast(String node, Object message) {
        broadcast.broadcast(clock += MILLI, node, 0, message);
    }

    private void deliver(String node, Object... messages) {
        for (Object message : messages) {
            broadcast.delivered(clock += MILLI, node, 0, message);
        }
    }

    private void deliverToAll(Object message) {
        for (String node : List.of("n1", "n2", "n3")) {
            deliver(node, message);
        }
    }

    private Verdict verdict(BroadcastProperty property) {
        return broadcast.verdicts().get(property.ordinal());
    }

    /** All others are valid. */
    private void assertViolations(Map<BroadcastProperty, String> anomalies) {
        Map<BroadcastProperty, String> found = new LinkedHashMap<>();
        for (BroadcastProperty property : BroadcastProperty.values()) {
            Verdict verdict = verdict(property);
            assertThat(verdict.checker()).isEqualTo(property.checker());
            if (verdict.validity() != Validity.VALID) {
                found.put(property, verdict.anomaly());
            }
        }
        assertThat(found).as(broadcast.verdicts().toString()).isEqualTo(anomalies);
    }

    @Test
    void sameSequenceOnAllNodesKeepsAllProperties() {
        broadcast("n1", "question");
        deliverToAll("question");
        broadcast("n2", "answer");
        broadcast("n1", "remark");
        deliverToAll("remark");
        deliverToAll("answer");
        broadcast.ended(clock);
        assertViolations(Map.of());
    }

    @Test
    void replyBeforeQuestionBreaksCausalButNotFifo() {
        broadcast("n1", "question");
        deliver("n1", "question");
        deliver("n2", "question");
        broadcast("n2", "answer");
        deliver("n2", "answer");
        deliver("n1", "answer");
        deliver("n3", "answer");
        assertThat(verdict(CAUSAL_ORDER).validity()).isEqualTo(Validity.VIOLATION);
        deliver("n3", "question");
        broadcast.ended(clock);
        assertViolations(Map.of(
                CAUSAL_ORDER, "causal-order-broken",
                TOTAL_ORDER, "total-order-broken",
                SAME_SEQUENCE, "delivery-sequences-differ"));
        assertThat(verdict(CAUSAL_ORDER).summary())
                .isEqualTo("n3 at 0.007 s delivered answer (sent by n2 at 0.004 s), but had not delivered question"
                        + " (sent by n1 at 0.001 s), which happened before it");
        assertThat(verdict(TOTAL_ORDER).summary())
                .isEqualTo("two nodes delivered question (sent by n1 at 0.001 s) and answer (sent by n2 at 0.004 s) in"
                        + " different order: n3 at 0.007 s the latter and n3 at 0.008 s the former, but n1 at 0.002 s"
                        + " the former and n1 at 0.006 s the latter");
        assertThat(verdict(SAME_SEQUENCE).summary())
                .isEqualTo("two nodes delivered different messages as number 1: n1 at 0.002 s question (sent by n1 at"
                        + " 0.001 s), and n3 at 0.007 s answer (sent by n2 at 0.004 s)");
    }

    @Test
    void sideMessagesCountForCausality() {
        broadcast("n1", "a");
        deliver("n1", "a");
        broadcast.sentBeside(clock, "n1", 0, "call");
        broadcast.receivedBeside(clock, "n2", 0, "call");
        broadcast("n2", "b");
        deliver("n2", "b");
        assertViolationOnly(CAUSAL_ORDER);
    }

    private void assertViolationOnly(BroadcastProperty property) {
        for (BroadcastProperty other : List.of(FIFO_ORDER, CAUSAL_ORDER, TOTAL_ORDER)) {
            assertThat(verdict(other).validity()).isEqualTo(other == property ? Validity.VIOLATION : Validity.VALID);
        }
    }

    @Test
    void differingConcurrentOrdersBreakTotalOrder() {
        broadcast("n1", "a");
        broadcast("n2", "b");
        deliver("n1", "a", "b");
        deliver("n2", "b", "a");
        deliver("n3", "b", "a");
        broadcast.ended(clock);
        assertViolations(Map.of(
                TOTAL_ORDER, "total-order-broken",
                SAME_SEQUENCE, "delivery-sequences-differ"));
    }

    @Test
    void omittedMessageBreaksSameSequenceOnly() {
        broadcast("n1", "a");
        broadcast("n2", "b");
        broadcast("n3", "c");
        deliver("n1", "a", "b", "c");
        deliver("n2", "a", "b", "c");
        deliver("n3", "a", "c");
        broadcast.crashed(clock, "n3");
        broadcast.ended(clock);
        assertViolations(Map.of(SAME_SEQUENCE, "delivery-sequences-differ"));
    }

    @Test
    void reorderedBroadcastsBreakFifoAndCausalOrder() {
        broadcast("n1", "a");
        broadcast("n1", "b");
        deliver("n2", "b", "a");
        assertThat(verdict(FIFO_ORDER).anomaly()).isEqualTo("fifo-order-broken");
        assertThat(verdict(CAUSAL_ORDER).anomaly()).isEqualTo("causal-order-broken");
    }

    @Test
    void partialDeliveryByCrashedSenderBreaksAgreement() {
        broadcast("n1", "a");
        deliver("n2", "a");
        broadcast.crashed(clock, "n1");
        assertThat(verdict(AGREEMENT).validity()).isEqualTo(Validity.UNKNOWN);
        broadcast.ended(clock);
        assertViolations(Map.of(AGREEMENT, "agreement-broken", UNIFORM_AGREEMENT, "agreement-broken"));
        assertThat(verdict(AGREEMENT).summary())
                .isEqualTo("n3 never delivered a (sent by n1 at 0.001 s), though n2 at 0.002 s did");
    }

    @Test
    void deliveryByCrashedNodeBreaksUniformAgreement() {
        broadcast("n1", "a");
        deliver("n1", "a");
        broadcast.crashed(clock, "n1");
        broadcast.ended(clock);
        assertViolations(Map.of(UNIFORM_AGREEMENT, "agreement-broken"));
    }

    @Test
    void redeliveryAfterRestartIsNotRequired() {
        broadcast = of(CrashContract.CRASH_RECOVERY);
        broadcast("n1", "a");
        deliverToAll("a");
        broadcast.restarted(clock, "n2", 1);
        broadcast.ended(clock);
        assertViolations(Map.of());
    }

    @Test
    void undeliveredOwnBroadcastBreaksValidity() {
        broadcast("n1", "a");
        assertThat(verdict(VALIDITY).validity()).isEqualTo(Validity.UNKNOWN);
        broadcast.ended(clock);
        assertViolations(Map.of(VALIDITY, "own-broadcast-not-delivered"));
    }

    @Test
    void lateBroadcastsAndDeliveriesArePending() {
        broadcast("n1", "a");
        deliver("n1", "a");
        broadcast("n1", "b");
        broadcast.ended(0);
        assertViolations(Map.of());
        assertThat(verdict(VALIDITY).details()).containsEntry("pending", 1L);
        assertThat(verdict(AGREEMENT).details()).containsEntry("pending", 2L);
    }

    @Test
    void secondDeliveryBreaksOnlyNoDuplication() {
        broadcast("n1", "a");
        broadcast("n1", "b");
        deliverToAll("a");
        deliverToAll("b");
        deliver("n2", "a");
        broadcast.ended(clock);
        assertViolations(Map.of(NO_DUPLICATION, "message-duplicated"));
    }

    @Test
    void unsentMessageIsCreated() {
        deliverToAll("ghost");
        broadcast.ended(clock);
        assertViolations(Map.of(NO_CREATION, "message-created"));
        assertThat(verdict(NO_CREATION).summary()).isEqualTo("n1 at 0.001 s delivered ghost, which no node had sent");
    }

    /** The crash came before {@code b} only by way of a call, not of a broadcast. */
    @Test
    void possiblyLostBroadcastMayBeSkippedAfterCrash() {
        broadcast = of(CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED);
        broadcast("n1", "lost");
        broadcast.sentBeside(clock, "n1", 1, "call");
        broadcast.receivedBeside(clock, "n2", 0, "call");
        broadcast("n2", "b");
        deliver("n2", "b");
        deliver("n3", "b");
        broadcast.delivered(clock, "n1", 1, "b");
        broadcast.ended(clock);
        assertViolations(Map.of());
    }

    @Test
    void skippedCauseBreaksCausalOrderDespiteCrash() {
        broadcast = of(CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED);
        broadcast("n1", "a");
        deliver("n2", "a");
        broadcast("n2", "b");
        broadcast.broadcast(clock, "n1", 1, "c");
        deliver("n3", "c");
        assertThat(verdict(CAUSAL_ORDER).validity()).isEqualTo(Validity.VALID);
        deliver("n3", "b");
        assertThat(verdict(CAUSAL_ORDER).anomaly()).isEqualTo("causal-order-broken");
    }

    @Test
    void journalGapMakesVerdictsUnknown() {
        broadcast("n1", "a");
        broadcast("n1", "b");
        broadcast.journalGap(clock, "n3", "the journal of n3 has a hole");
        deliver("n1", "a", "b");
        deliver("n2", "a", "b");
        deliver("n3", "b", "a");
        broadcast.ended(clock);
        for (Verdict verdict : broadcast.verdicts()) {
            assertThat(verdict.validity()).as(verdict.toString()).isEqualTo(Validity.UNKNOWN);
            assertThat(verdict.summary()).isEqualTo("the journal of n3 has a hole");
        }
    }

    @Test
    void journalGapHidesNoViolationOfOtherNodes() {
        broadcast("n1", "a");
        broadcast("n1", "b");
        deliver("n1", "a", "b");
        deliver("n2", "b", "a");
        broadcast.journalGap(clock, "n1", "the journal of n1 has a hole");
        broadcast.ended(clock);
        assertThat(Arrays.stream(BroadcastProperty.values())
                        .filter(property -> verdict(property).validity() == Validity.VIOLATION))
                .containsExactly(AGREEMENT, UNIFORM_AGREEMENT, FIFO_ORDER, CAUSAL_ORDER, TOTAL_ORDER, SAME_SEQUENCE);
        assertThat(verdict(NO_CREATION).validity()).isEqualTo(Validity.UNKNOWN);
    }
}

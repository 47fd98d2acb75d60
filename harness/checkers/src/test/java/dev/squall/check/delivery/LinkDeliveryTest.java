package dev.squall.check.delivery;

import static dev.squall.check.delivery.LinkProperty.FIFO;
import static dev.squall.check.delivery.LinkProperty.NO_CREATION;
import static dev.squall.check.delivery.LinkProperty.NO_DUPLICATION;
import static dev.squall.check.delivery.LinkProperty.NO_LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.journal.CrashContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkDeliveryTest {

    private static final long MILLI = 1_000_000;

    private LinkDelivery link = of(CrashContract.CRASH_STOP);
    private long clock;

    private static LinkDelivery of(CrashContract contract) {
        return new LinkDelivery(List.of("n1", "n2", "n3"), contract, List.of(LinkProperty.values()));
    }

    private void send(int life, Object message) {
        link.sent(clock += MILLI, "n1", life, "n2", message);
    }

    private void acknowledge(int life, Object message) {
        link.acknowledged(clock += MILLI, "n1", life, "n2", message);
    }

    private void deliver(int life, Object message) {
        link.delivered(clock += MILLI, "n2", life, "n1", message);
    }

    private Verdict verdict(LinkProperty property) {
        return link.verdicts().get(property.ordinal());
    }

    private void assertAllValid() {
        assertThat(link.verdicts()).extracting(Verdict::validity).containsOnly(Validity.VALID);
    }

    private void assertOnlyViolation(LinkProperty property, String anomaly) {
        for (Verdict verdict : link.verdicts()) {
            boolean broken = verdict.checker().equals(property.checker());
            assertThat(verdict.validity())
                    .as(verdict.toString())
                    .isEqualTo(broken ? Validity.VIOLATION : Validity.VALID);
            assertThat(verdict.anomaly()).isEqualTo(broken ? anomaly : "");
        }
    }

    @Test
    void exactlyOnceInOrderKeepsAllProperties() {
        send(0, "a");
        send(0, "b");
        deliver(0, "a");
        deliver(0, "b");
        link.ended(clock);
        assertAllValid();
        assertThat(link.verdicts())
                .extracting(Verdict::checker)
                .containsExactly("link-no-loss", "link-no-duplication", "link-no-creation", "link-fifo");
    }

    @Test
    void onlyClaimedPropertiesAreJudged() {
        link = new LinkDelivery(List.of("n1", "n2"), CrashContract.CRASH_STOP, List.of(NO_CREATION, NO_DUPLICATION));
        send(0, "a");
        link.ended(clock);
        assertThat(link.verdicts())
                .extracting(Verdict::checker)
                .containsExactly("link-no-duplication", "link-no-creation");
    }

    @Test
    void undeliveredMessageIsLostAtTheEnd() {
        send(0, "a");
        assertThat(verdict(NO_LOSS).validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict(NO_LOSS).summary()).isEqualTo("1 deliveries are pending, and the run is not over");
        link.ended(clock);
        assertOnlyViolation(NO_LOSS, "message-lost");
        assertThat(verdict(NO_LOSS).summary())
                .isEqualTo("n2 never delivered a (sent by n1 at 0.001 s), and both it and the sender are correct");
        assertThat(verdict(NO_LOSS).details())
                .containsEntry("lost", 1L)
                .containsEntry("sender", "n1")
                .containsEntry("receiver", "n2");
    }

    @Test
    void lateMessageIsPendingAndNotLost() {
        send(0, "a");
        deliver(0, "a");
        long due = clock;
        send(0, "b");
        link.ended(due);
        assertAllValid();
        assertThat(verdict(NO_LOSS).details()).containsEntry("delivered", 1L).containsEntry("pending", 1L);
    }

    @Test
    void crashedNodeOwesAndIsOwedNothing() {
        send(0, "a");
        link.sent(clock, "n2", 0, "n1", "b");
        link.crashed(clock, "n2");
        link.restarted(clock, "n2", 1);
        link.ended(clock);
        assertAllValid();
    }

    @Test
    void restartedNodeIsOwedItsMessages() {
        link = of(CrashContract.CRASH_RECOVERY);
        send(0, "a");
        link.crashed(clock, "n2");
        link.restarted(clock, "n2", 1);
        link.ended(clock);
        assertOnlyViolation(NO_LOSS, "message-lost");
    }

    @Test
    void nodeLeftDownIsOwedNothing() {
        link = of(CrashContract.CRASH_RECOVERY);
        send(0, "a");
        link.crashed(clock, "n2");
        link.ended(clock);
        assertAllValid();
    }

    @Test
    void senderCrashMayLoseUnacknowledgedOnly() {
        link = of(CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED);
        send(0, "a");
        send(0, "b");
        acknowledge(0, "a");
        deliver(0, "a");
        send(1, "c");
        deliver(0, "c");
        link.ended(clock);
        assertAllValid();

        link = of(CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED);
        send(0, "a");
        acknowledge(0, "a");
        link.restarted(clock, "n1", 1);
        link.ended(clock);
        assertOnlyViolation(NO_LOSS, "message-lost");
    }

    @Test
    void acknowledgementAfterCrashDoesNotBind() {
        link = of(CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED);
        send(0, "a");
        acknowledge(1, "a");
        link.ended(clock);
        assertAllValid();
    }

    @Test
    void crashRecoveryLinkMayLoseNoMessage() {
        link = of(CrashContract.CRASH_RECOVERY);
        send(0, "a");
        link.restarted(clock, "n1", 1);
        link.ended(clock);
        assertOnlyViolation(NO_LOSS, "message-lost");
    }

    @Test
    void redeliveryInALaterLifeIsDuplicate() {
        link = of(CrashContract.CRASH_RECOVERY);
        send(0, "a");
        deliver(0, "a");
        deliver(1, "a");
        link.ended(clock);
        assertOnlyViolation(NO_DUPLICATION, "message-duplicated");
        assertThat(verdict(NO_DUPLICATION).summary())
                .isEqualTo("n2 (life 1) at 0.003 s delivered a (sent by n1 at 0.001 s), which it had delivered before:"
                        + " n2 at 0.002 s");
    }

    @Test
    void unsentMessageIsCreated() {
        link.delivered(MILLI, "n2", 0, "n9", "forged");
        assertThat(verdict(NO_CREATION).validity()).isEqualTo(Validity.UNKNOWN);
        link.ended(clock);
        assertOnlyViolation(NO_CREATION, "message-created");
        assertThat(verdict(NO_CREATION).summary())
                .isEqualTo("n2 at 0.001 s delivered forged as from n9, which no node had sent");
    }

    @Test
    void deliveryToTheWrongNodeIsCreated() {
        link.sent(MILLI, "n1", 0, "n3", "a");
        link.delivered(2 * MILLI, "n3", 0, "n1", "a");
        link.delivered(3 * MILLI, "n2", 0, "n1", "a");
        link.ended(3 * MILLI);
        assertOnlyViolation(NO_CREATION, "message-created");
    }

    @Test
    void sendNotedAfterDeliveryIsNotCreation() {
        deliver(0, "a");
        send(0, "a");
        link.ended(clock);
        assertAllValid();
    }

    @Test
    void cyclicDeliveriesAreCreated() {
        link.delivered(MILLI, "n2", 0, "n1", "a");
        link.sent(2 * MILLI, "n2", 0, "n1", "b");
        link.delivered(3 * MILLI, "n1", 0, "n2", "b");
        link.sent(4 * MILLI, "n1", 0, "n2", "a");
        link.ended(4 * MILLI);
        assertOnlyViolation(NO_CREATION, "message-created");
        assertThat(verdict(NO_CREATION).summary())
                .isEqualTo("n2 at 0.001 s delivered a as from n1, which was sent only after that");
    }

    @Test
    void overtakingMessageBreaksFifo() {
        send(0, "a");
        send(0, "b");
        deliver(0, "b");
        deliver(0, "a");
        link.ended(clock);
        assertOnlyViolation(FIFO, "fifo-order-broken");
        assertThat(verdict(FIFO).summary())
                .isEqualTo("n2 at 0.003 s delivered b (sent by n1 at 0.002 s), but had not delivered a (sent by n1 at"
                        + " 0.001 s), which was sent before it by the same node");
    }

    @Test
    void theOrderOfOneLinkDoesNotBindAnother() {
        link.sent(1, "n1", 0, "n3", "a");
        link.sent(2, "n1", 0, "n2", "b");
        link.sent(3, "n3", 0, "n2", "c");
        link.delivered(4, "n2", 0, "n3", "c");
        link.delivered(5, "n2", 0, "n1", "b");
        link.delivered(6, "n3", 0, "n1", "a");
        link.ended(6);
        assertAllValid();
    }

    @Test
    void lostMessageMayBeSkippedButNotOvertaken() {
        link = of(CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED);
        send(0, "a");
        send(1, "b");
        deliver(0, "b");
        assertAllValid();
        deliver(0, "a");
        link.ended(clock);
        assertOnlyViolation(FIFO, "fifo-order-broken");
        assertThat(verdict(FIFO).summary())
                .isEqualTo("n2 at 0.003 s delivered b (sent by n1 (life 1) at 0.002 s), but had not yet delivered a"
                        + " (sent by n1 at 0.001 s), which was sent before it by the same node");
    }

    @Test
    void messageOfSameLifeMayNotBeSkipped() {
        link = of(CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED);
        send(0, "a");
        send(0, "b");
        link.restarted(clock, "n1", 1);
        deliver(0, "b");
        link.ended(clock);
        assertOnlyViolation(FIFO, "fifo-order-broken");
    }

    @Test
    void journalGapMakesVerdictsUnknown() {
        send(0, "a");
        send(0, "b");
        link.journalGap(clock, "n2", "the journal of n2 ends in half a line");
        deliver(0, "b");
        link.delivered(clock, "n3", 0, "n2", "x");
        link.ended(clock);
        assertThat(link.verdicts()).extracting(Verdict::validity).containsOnly(Validity.UNKNOWN);
        assertThat(verdict(FIFO).summary()).isEqualTo("the journal of n2 ends in half a line");
        assertThat(verdict(NO_LOSS).summary())
                .isEqualTo("n2 has not noted the delivery of a (sent by n1 at 0.001 s), but something is missing in its"
                        + " journal");
    }

    @Test
    void journalGapHidesNoViolationOfOtherNodes() {
        send(0, "a");
        send(0, "b");
        link.journalGap(clock, "n3", "n3 was silent");
        deliver(0, "b");
        deliver(0, "b");
        link.ended(clock);
        assertThat(verdict(NO_LOSS).validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict(NO_DUPLICATION).validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict(FIFO).validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict(NO_CREATION).validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void contradictoryJournalsProveNothing() {
        send(0, "a");
        deliver(0, "a");
        send(1, "a");
        deliver(0, "a");
        assertThat(link.verdicts()).extracting(Verdict::validity).containsOnly(Validity.UNKNOWN);
        assertThat(verdict(NO_DUPLICATION).summary())
                .isEqualTo("n1 (life 1) at 0.003 s sent a a second time: the names of messages must be unique");

        link = of(CrashContract.CRASH_STOP);
        deliver(1, "a");
        send(1, "a");
        send(0, "b");
        assertThat(link.verdicts()).extracting(Verdict::validity).containsOnly(Validity.UNKNOWN);
        assertThat(verdict(FIFO).summary()).contains("n1 goes back from life 1 to life 0");
    }

    @Test
    void aFactOfAnUnknownNodeOrAfterTheEndIsRefused() {
        assertThatThrownBy(() -> link.sent(1, "n7", 0, "n1", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("node n7 is in a journal, expected one of [n1, n2, n3]: name all nodes of the run");
        link.ended(0);
        assertThatThrownBy(() -> send(0, "a")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new LinkDelivery(List.of(), CrashContract.CRASH_STOP, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there are no nodes");
    }
}

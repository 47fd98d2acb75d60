package dev.squall.check.delivery;

import static dev.squall.check.delivery.LinkProperty.FIFO;
import static dev.squall.check.delivery.LinkProperty.NO_DUPLICATION;
import static dev.squall.check.delivery.LinkProperty.NO_LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.journal.CrashContract;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** n2 is killed, and what it noted last goes with it. */
class LostFactsTest {

    private static final String REASON = "the last facts of n2 were lost when it was killed";

    private final LinkDelivery link =
            new LinkDelivery(List.of("n1", "n2"), CrashContract.CRASH_RECOVERY, List.of(LinkProperty.values()));
    private long clock;

    private void send(String... messages) {
        Arrays.stream(messages).forEach(message -> link.sent(++clock, "n1", 0, "n2", message));
    }

    private void deliver(int life, String... messages) {
        Arrays.stream(messages).forEach(message -> link.delivered(++clock, "n2", life, "n1", message));
    }

    private void killAndRestart(boolean losingFacts) {
        link.crashed(++clock, "n2");
        link.restarted(++clock, "n2", 1);
        if (losingFacts) {
            link.lastFactsLost(clock, "n2", REASON);
        }
    }

    private Verdict verdict(LinkProperty property) {
        return link.verdicts().get(property.ordinal());
    }

    @Test
    void possiblyUnnotedDeliveryIsUnknown() {
        send("a");
        killAndRestart(true);
        link.ended(clock);

        assertThat(verdict(NO_LOSS).validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict(NO_LOSS).summary())
                .isEqualTo("n2 has not noted the delivery of a (sent by n1 at 0.000 s), but something is missing in its"
                        + " journal");
        assertThat(verdict(NO_LOSS).details()).containsEntry("lost", 0L).containsEntry("unproven", 1L);
    }

    @Test
    void undeliveredMessageIsLostWithoutLostFacts() {
        send("a");
        killAndRestart(false);
        link.ended(clock);

        assertThat(verdict(NO_LOSS).anomaly()).isEqualTo("message-lost");
    }

    @Test
    void messageSentAfterRestartIsLost() {
        send("a");
        killAndRestart(true);
        send("b");
        link.ended(clock);

        assertThat(verdict(NO_LOSS).anomaly()).isEqualTo("message-lost");
        assertThat(verdict(NO_LOSS).summary()).contains("never delivered b ");
        assertThat(verdict(NO_LOSS).details()).containsEntry("lost", 1L);
    }

    @Test
    void orderIsUnknownIfALostFactMayKeepIt() {
        send("a", "b");
        killAndRestart(true);
        deliver(1, "b");
        link.ended(clock);

        assertThat(verdict(FIFO).validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict(FIFO).summary()).isEqualTo(REASON);
    }

    @Test
    void skippedMessageBreaksFifoWithoutLostFacts() {
        send("a", "b");
        killAndRestart(false);
        deliver(1, "b");

        assertThat(verdict(FIFO).anomaly()).isEqualTo("fifo-order-broken");
    }

    @Test
    void reorderAfterRestartBreaksFifo() {
        send("a");
        killAndRestart(true);
        send("b", "c");
        deliver(1, "c");

        assertThat(verdict(FIFO).anomaly()).isEqualTo("fifo-order-broken");
        assertThat(verdict(FIFO).summary()).contains("but had not delivered b ");
    }

    @Test
    void orderIsUnknownIfDeliveryMayBeARepeat() {
        send("a", "b");
        killAndRestart(true);
        deliver(1, "b", "a");

        assertThat(verdict(FIFO).validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void notedDeliveryMakesSecondADuplicate() {
        send("a");
        deliver(0, "a");
        killAndRestart(true);
        deliver(1, "a");

        assertThat(verdict(NO_DUPLICATION).anomaly()).isEqualTo("message-duplicated");
    }

    @Test
    void possibleUntracedViolationIsUnknown() {
        send("a");
        killAndRestart(true);
        deliver(1, "a");
        link.ended(clock);

        assertThat(link.verdicts()).extracting(Verdict::validity).containsOnly(Validity.UNKNOWN);
        assertThat(link.verdicts()).extracting(Verdict::summary).containsOnly(REASON);
    }

    @Test
    void sequencesAreComparedOnlyUpToTheLoss() {
        BroadcastDelivery broadcast = new BroadcastDelivery(
                List.of("n1", "n2"),
                CrashContract.CRASH_RECOVERY,
                List.of(BroadcastProperty.TOTAL_ORDER, BroadcastProperty.SAME_SEQUENCE));
        broadcast.broadcast(1, "n1", 0, "a");
        broadcast.broadcast(2, "n1", 0, "b");
        broadcast.delivered(3, "n1", 0, "a");
        broadcast.delivered(4, "n1", 0, "b");
        broadcast.restarted(5, "n2", 1);
        broadcast.lastFactsLost(5, "n2", REASON);
        broadcast.delivered(6, "n2", 1, "b");
        broadcast.delivered(7, "n2", 1, "a");

        assertThat(broadcast.verdicts()).extracting(Verdict::validity).containsOnly(Validity.UNKNOWN);
    }
}

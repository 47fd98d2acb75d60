package dev.squall.workload.standard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.delivery.LinkProperty;
import dev.squall.check.journal.CrashContract;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.protocol.LinkFacts.Accepted;
import dev.squall.node.protocol.LinkFacts.Delivered;
import dev.squall.node.protocol.LinkFacts.Incoming;
import dev.squall.node.protocol.LinkFacts.Outgoing;
import dev.squall.node.protocol.LinkFacts.Recovered;
import dev.squall.node.protocol.LinkFacts.Sent;
import dev.squall.node.protocol.LinkFacts.Started;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkJournalTest {

    private static final long HEALED = 1_000_000;

    private final LinkJournal journal = new LinkJournal(
            List.of("n1", "n2"), CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED, EnumSet.allOf(LinkProperty.class));
    private long now;

    @BeforeEach
    void bothNodesStart() {
        note("n1", 0, new Started());
        note("n2", 0, new Started());
    }

    private void note(String node, int life, Fact fact) {
        now++;
        journal.onFact(now, node, life, fact);
    }

    private void crash(String node, int life) {
        now++;
        journal.onLifeEnd(now, node, life, true);
    }

    private void restart(String node, int life, Recovered recovered) {
        note(node, life, new Started());
        note(node, life, recovered);
    }

    /** Kills a process, which may lose its last facts. */
    private void kill(String node, int life) {
        now++;
        journal.onLifeEnd(now, node, life, false);
    }

    private Validity noLoss() {
        journal.onEnd(HEALED);
        return journal.verdicts().get(LinkProperty.NO_LOSS.ordinal()).validity();
    }

    private List<String> anomalies() {
        journal.onEnd(HEALED);
        assertThat(journal.verdicts()).noneMatch(verdict -> verdict.validity() == Validity.UNKNOWN);
        return journal.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(Verdict::anomaly)
                .toList();
    }

    @Test
    void deliveryOnceInOrderIsValid() {
        note("n1", 0, new Sent("n2", 1L));
        note("n1", 0, new Accepted("n2", 1L));
        note("n1", 0, new Sent("n2", 2L));
        note("n2", 0, new Delivered("n1", 1L));
        note("n1", 0, new Accepted("n2", 2L));
        note("n2", 0, new Delivered("n1", 2L));

        assertThat(anomalies()).isEmpty();
    }

    @Test
    void undeliveredAcceptedMessageIsLost() {
        note("n1", 0, new Sent("n2", 1L));
        note("n1", 0, new Accepted("n2", 1L));

        assertThat(anomalies()).containsExactly("message-lost");
    }

    @Test
    void acceptedMessageIsOwedAfterBothCrash() {
        note("n1", 0, new Sent("n2", 1L));
        note("n1", 0, new Accepted("n2", 1L));
        crash("n1", 0);
        crash("n2", 0);
        note("n1", 1, new Started());
        note("n2", 1, new Started());

        assertThat(anomalies()).containsExactly("message-lost");
    }

    @Test
    void messageCrashedBeforeAcceptanceMayBeLost() {
        note("n1", 0, new Sent("n2", 1L));
        crash("n1", 0);
        restart("n1", 1, new Recovered(List.of(), List.of()));
        note("n1", 1, new Sent("n2", 2L));
        note("n1", 1, new Accepted("n2", 2L));
        note("n2", 0, new Delivered("n1", 2L));

        assertThat(anomalies()).isEmpty();
    }

    @Test
    void deliveryRevealedByRecoveryCounts() {
        note("n1", 0, new Sent("n2", 1L));
        note("n1", 0, new Accepted("n2", 1L));
        crash("n2", 0);
        restart("n2", 1, new Recovered(List.of(), List.of(new Incoming("n1", 1L))));

        assertThat(anomalies()).isEmpty();
    }

    @Test
    void notedDeliveryIsNotCountedAgain() {
        note("n1", 0, new Sent("n2", 1L));
        note("n1", 0, new Accepted("n2", 1L));
        note("n2", 0, new Delivered("n1", 1L));
        crash("n2", 0);
        restart("n2", 1, new Recovered(List.of(), List.of(new Incoming("n1", 1L))));

        assertThat(anomalies()).isEmpty();
    }

    @Test
    void redeliveryAfterRecoveredOneIsDuplicate() {
        note("n1", 0, new Sent("n2", 1L));
        note("n1", 0, new Accepted("n2", 1L));
        crash("n2", 0);
        restart("n2", 1, new Recovered(List.of(), List.of(new Incoming("n1", 1L))));
        note("n2", 1, new Delivered("n1", 1L));

        assertThat(anomalies()).containsExactly("message-duplicated");
    }

    @Test
    void sendRevealedByRecoveryIsNotCreated() {
        crash("n1", 0);
        restart("n1", 1, new Recovered(List.of(new Outgoing("n2", 1L)), List.of()));
        note("n2", 0, new Delivered("n1", 1L));

        assertThat(anomalies()).isEmpty();
    }

    @Test
    void unsentMessageIsCreated() {
        note("n2", 0, new Delivered("n1", 1L));

        assertThat(anomalies()).containsExactly("message-created");
    }

    @Test
    void overtakingMessageBreaksTheOrder() {
        note("n1", 0, new Sent("n2", 1L));
        note("n1", 0, new Sent("n2", 2L));
        note("n2", 0, new Delivered("n1", 2L));
        note("n2", 0, new Delivered("n1", 1L));

        assertThat(anomalies()).containsExactly("fifo-order-broken");
    }

    @Test
    void storedUnreportedDeliveryIsNotLost() {
        note("n1", 0, new Sent("n2", 1L));
        note("n1", 0, new Accepted("n2", 1L));
        kill("n2", 0);
        restart("n2", 1, new Recovered(List.of(), List.of(new Incoming("n1", 1L))));

        assertThat(anomalies()).isEmpty();
    }

    @Test
    void unstoredUnreportedDeliveryIsLost() {
        note("n1", 0, new Sent("n2", 1L));
        note("n1", 0, new Accepted("n2", 1L));
        kill("n2", 0);
        restart("n2", 1, new Recovered(List.of(), List.of()));

        assertThat(anomalies()).containsExactly("message-lost");
    }

    @Test
    void unreportedDeliveryWithoutStorageIsUnknown() {
        note("n1", 0, new Sent("n2", 1L));
        note("n1", 0, new Accepted("n2", 1L));
        kill("n2", 0);
        note("n2", 1, new Started());

        assertThat(noLoss()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void messageAfterStoragelessRestartIsLost() {
        kill("n2", 0);
        note("n2", 1, new Started());
        note("n1", 0, new Sent("n2", 1L));
        note("n1", 0, new Accepted("n2", 1L));
        note("n2", 1, new Sent("n1", 1L));

        assertThat(noLoss()).isEqualTo(Validity.VIOLATION);
    }

    @Test
    void incompleteStorageLeavesGapsUnknown() {
        for (long message = 0; message <= Recovered.DELIVERED_MAX; message++) {
            note("n1", 0, new Sent("n2", message));
        }
        kill("n2", 0);
        restart("n2", 1, new Recovered(List.of(), latest()));

        assertThat(noLoss()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void storageReachingNotedFactsLeavesNoGap() {
        for (long message = 0; message <= Recovered.DELIVERED_MAX; message++) {
            note("n1", 0, new Sent("n2", message));
        }
        note("n2", 0, new Delivered("n1", 0L));
        note("n2", 0, new Delivered("n1", 1L));
        kill("n2", 0);
        restart("n2", 1, new Recovered(List.of(), latest()));

        assertThat(anomalies()).isEmpty();
    }

    private static List<Incoming> latest() {
        return LongStream.rangeClosed(1, Recovered.DELIVERED_MAX)
                .mapToObj(message -> new Incoming("n1", message))
                .toList();
    }

    @Test
    void journalWithoutFactsHasNoVerdict() {
        LinkJournal silent =
                new LinkJournal(List.of("n1", "n2"), CrashContract.CRASH_STOP, EnumSet.allOf(LinkProperty.class));
        silent.onFact(1, "n1", 0, new Started());
        silent.onEnd(HEALED);

        assertThat(silent.verdicts()).isEmpty();
    }

    @Test
    void unnotedAcknowledgedSendIsUnknown() {
        note("n1", 0, new Sent("n2", 1L));
        note("n2", 0, new Delivered("n1", 1L));
        for (long message = 1; message <= 2; message++) {
            journal.onOperation(
                    new Operation(0, 0, Operation.Type.OK, 0, "send", List.of("n2", message), Map.of("node", "n1")));
        }
        journal.onEnd(HEALED);

        assertThat(journal.verdicts())
                .allMatch(verdict -> verdict.validity() == Validity.UNKNOWN)
                .allMatch(verdict -> verdict.summary()
                        .startsWith("n1 acknowledged the send of 2 to n2 and noted no fact 'sent' of it"));
    }

    private void acknowledge(String from, String to, Object message) {
        journal.onOperation(
                new Operation(0, 0, Operation.Type.OK, 0, "send", List.of(to, message), Map.of("node", from)));
    }

    private List<Validity> validities() {
        return journal.verdicts().stream().map(Verdict::validity).distinct().toList();
    }

    @Test
    void unnotedSendIsUnknownInARunWithoutEnd() {
        note("n1", 0, new Sent("n2", 1L));
        note("n2", 0, new Delivered("n1", 1L));
        assertThat(validities()).containsExactly(Validity.VALID);

        acknowledge("n1", "n2", 2L);
        assertThat(validities()).containsExactly(Validity.UNKNOWN);

        note("n1", 0, new Sent("n2", 2L));
        note("n2", 0, new Delivered("n1", 2L));
        assertThat(validities()).containsExactly(Validity.VALID);
    }

    @Test
    void lostLastFactsAreUnknownInARunWithoutEnd() {
        note("n1", 0, new Sent("n2", 1L));
        note("n2", 0, new Delivered("n1", 1L));
        kill("n2", 0);
        assertThat(validities()).containsExactly(Validity.UNKNOWN);

        restart("n2", 1, new Recovered(List.of(), List.of(new Incoming("n1", 1L))));
        assertThat(validities()).containsExactly(Validity.VALID);
    }

    @Test
    void lostLastFactOfTheSenderIsNoCreation() {
        note("n1", 0, new Sent("n2", 1L));
        note("n2", 0, new Delivered("n1", 1L));
        note("n2", 0, new Delivered("n1", 2L));
        kill("n1", 0);
        note("n1", 1, new Started());
        note("n1", 1, new Accepted("n2", 1L));

        journal.onEnd(HEALED);
        assertThat(journal.verdicts()).noneMatch(verdict -> verdict.validity() == Validity.VIOLATION);
    }
}

package dev.squall.lectures.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.delivery.BroadcastProperty;
import dev.squall.check.journal.CrashContract;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.protocol.BroadcastFacts.Accepted;
import dev.squall.node.protocol.BroadcastFacts.Broadcast;
import dev.squall.node.protocol.BroadcastFacts.Copied;
import dev.squall.node.protocol.BroadcastFacts.Delivered;
import dev.squall.node.protocol.BroadcastFacts.DeliveredAt;
import dev.squall.node.protocol.BroadcastFacts.Reached;
import dev.squall.node.protocol.BroadcastFacts.Resumed;
import dev.squall.workload.JournalAnalysis;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BroadcastJournalTest {

    private static final List<String> NODES = List.of("n1", "n2");

    private final JournalAnalysis stopping = new BroadcastJournal(
            NODES,
            CrashContract.CRASH_STOP,
            EnumSet.of(BroadcastProperty.VALIDITY, BroadcastProperty.AGREEMENT, BroadcastProperty.NO_CREATION));
    private final JournalAnalysis recovering = new BroadcastJournal(
            NODES,
            CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED,
            EnumSet.of(BroadcastProperty.NO_DUPLICATION, BroadcastProperty.UNIFORM_AGREEMENT));
    private long now;

    private void note(JournalAnalysis journal, String node, int life, Fact... facts) {
        for (Fact fact : facts) {
            journal.onFact(++now, node, life, fact);
        }
    }

    private List<Verdict> end(JournalAnalysis journal) {
        journal.onEnd(++now);
        return journal.verdicts();
    }

    private List<String> anomalies(JournalAnalysis journal) {
        return end(journal).stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(Verdict::anomaly)
                .toList();
    }

    @Test
    void deliveryAtAllNodesIsValid() {
        note(stopping, "n1", 0, new Broadcast(1L), new Accepted(1L), new Delivered(1L));
        note(stopping, "n2", 0, new Delivered(1L));

        assertThat(end(stopping)).extracting(Verdict::validity).containsOnly(Validity.VALID);
    }

    @Test
    void messageThatOnlyItsSenderDeliversBreaksAgreement() {
        note(stopping, "n1", 0, new Broadcast(1L), new Delivered(1L));

        assertThat(anomalies(stopping)).containsExactly("agreement-broken");
    }

    @Test
    void crashedSenderOwesNothing() {
        note(stopping, "n1", 0, new Broadcast(1L), new Delivered(1L));
        stopping.onLifeEnd(++now, "n1", 0, false);

        assertThat(end(stopping)).extracting(Verdict::validity).containsOnly(Validity.VALID);
    }

    @Test
    void deliveryOfWhatNobodyBroadcastIsAViolationByName() {
        note(stopping, "n1", 0, new Broadcast(1L), new Delivered(1L));
        note(stopping, "n2", 0, new Delivered(1L), new Delivered(2L));
        note(stopping, "n1", 0, new Delivered(2L));

        assertThat(anomalies(stopping)).containsExactly("message-created");
    }

    @Test
    void sameMessageAtTheSamePlaceIsTheSameDelivery() {
        note(recovering, "n1", 0, new Broadcast(1L), new DeliveredAt(1, 1L));
        note(recovering, "n2", 0, new DeliveredAt(1, 1L));
        recovering.onLifeEnd(++now, "n1", 0, false);
        note(recovering, "n1", 1, new Resumed(), new Broadcast(1L), new DeliveredAt(1, 1L));

        assertThat(end(recovering)).extracting(Verdict::validity).containsOnly(Validity.VALID);
    }

    @Test
    void sameMessageAtAnotherPlaceIsDuplicated() {
        note(recovering, "n1", 0, new Broadcast(1L), new DeliveredAt(1, 1L), new DeliveredAt(2, 1L));
        note(recovering, "n2", 0, new DeliveredAt(1, 1L));

        assertThat(anomalies(recovering)).containsExactly("message-duplicated");
    }

    @Test
    void deliveryBeforeACrashCountsForUniformAgreement() {
        note(recovering, "n1", 0, new Broadcast(1L), new DeliveredAt(1, 1L));
        recovering.onLifeEnd(++now, "n1", 0, true);
        note(recovering, "n1", 1, new Resumed());

        assertThat(anomalies(recovering)).containsExactly("agreement-broken");
    }

    @Test
    void lostFactsOfANodeThatWentOnLeaveTheVerdictUnknown() {
        note(recovering, "n1", 0, new Broadcast(1L), new DeliveredAt(1, 1L));
        recovering.onLifeEnd(++now, "n2", 0, false);
        note(recovering, "n2", 1, new Broadcast(2L));

        assertThat(end(recovering)).extracting(Verdict::validity).containsOnly(Validity.UNKNOWN);
    }

    @Test
    void acknowledgedBroadcastWithoutFactIsUnknown() {
        note(stopping, "n1", 0, new Broadcast(1L), new Delivered(1L));
        note(stopping, "n2", 0, new Delivered(1L));
        stopping.onOperation(new Operation(0, 1, Operation.Type.OK, 0, "broadcast", 2L, Map.of("node", "n2")));

        assertThat(end(stopping).get(0).summary())
                .startsWith("n2 acknowledged the broadcast of 2 and noted no fact 'broadcast' of it");
    }

    @Test
    void costIsCountedForEachBroadcast() {
        note(stopping, "n1", 0, new Broadcast(1L), new Reached(1L, 0), new Delivered(1L), new Copied(3));
        note(stopping, "n2", 0, new Reached(1L, 2), new Delivered(1L), new Copied(1));

        Verdict cost = end(stopping).get(3);
        assertThat(cost.checker()).isEqualTo("broadcast-cost");
        assertThat(cost.details())
                .containsEntry("messages-per-broadcast", 4.0)
                .containsEntry("coverage", 1.0)
                .containsEntry("complete", 1.0)
                .containsEntry("rounds", 2.0);
    }

    @Test
    void noFactsGiveNoVerdict() {
        assertThat(end(stopping)).isEmpty();
    }
}

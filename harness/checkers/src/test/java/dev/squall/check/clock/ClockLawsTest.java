package dev.squall.check.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockLawsTest {

    private static final List<String> NODES = List.of("n1", "n2");

    private final LamportClockLaws lamport = new LamportClockLaws(NODES);
    private final VectorClockLaw vector = new VectorClockLaw(NODES);

    private static void assertVerdict(Verdict verdict, Validity validity, String anomaly) {
        assertThat(verdict.validity()).as(verdict.toString()).isEqualTo(validity);
        assertThat(verdict.anomaly()).isEqualTo(anomaly);
    }

    @Test
    void causallyRisingTimestampsAreValid() {
        lamport.sent(1, "n1", 0, "m", 1L);
        lamport.local(2, "n2", 0, 1L);
        lamport.received(3, "n2", 0, "m", 2L);
        lamport.ended(3);
        assertThat(lamport.verdicts()).extracting(Verdict::validity).containsOnly(Validity.VALID);
        assertThat(lamport.verdicts())
                .extracting(Verdict::checker)
                .containsExactly("lamport-clock", "lamport-total-order");
    }

    @Test
    void unmergedReceiptBreaksClockLaw() {
        lamport.sent(1_000_000, "n1", 0, "m", 5L);
        lamport.received(3_000_000, "n2", 0, "m", 1L);
        assertVerdict(lamport.verdicts().get(0), Validity.VIOLATION, "clock-not-monotone-with-causality");
        assertThat(lamport.verdicts().get(0).summary())
                .isEqualTo("the event of n2 at 0.003 s has the timestamp 1, but the sending of what was received, n1 at"
                        + " 0.001 s, has 5, which is not less");
        assertVerdict(lamport.verdicts().get(1), Validity.VALID, "");
    }

    @Test
    void clockResetByCrashRepeatsTimestamps() {
        lamport.local(1, "n1", 0, 1L);
        lamport.local(2, "n1", 0, 2L);
        lamport.local(3, "n1", 1, 1L);
        assertVerdict(lamport.verdicts().get(0), Validity.VIOLATION, "clock-not-monotone-with-causality");
        assertVerdict(lamport.verdicts().get(1), Validity.VIOLATION, "timestamp-not-unique");
    }

    @Test
    void receiptWithoutSendIsCreatedAtTheEnd() {
        lamport.received(1, "n2", 0, "m", 2L);
        vector.received(1, "n2", 0, "m", Map.of("n2", 1L));
        for (LogicalClockLaw<?, ?> law : List.of(lamport, vector)) {
            assertVerdict(law.verdicts().get(0), Validity.UNKNOWN, "");
            law.ended(1);
            assertVerdict(law.verdicts().get(0), Validity.VIOLATION, "message-created");
            assertThat(law.verdicts().get(0).summary()).isEqualTo("n2 at 0.000 s received m, which no node had sent");
        }
    }

    @Test
    void receiptWithoutSendIsUnknownIfAJournalHasAGap() {
        lamport.received(1, "n2", 0, "m", 2L);
        lamport.journalGap(2, "n1", "the journal of n1 has a hole");
        lamport.ended(2);
        assertThat(lamport.verdicts()).extracting(Verdict::validity).containsOnly(Validity.UNKNOWN);
        assertThat(lamport.verdicts().get(0).summary()).isEqualTo("the journal of n1 has a hole");
    }

    @Test
    void journalGapMakesLawsUnknown() {
        lamport.local(1, "n1", 0, 1L);
        lamport.journalGap(2, "n1", "the journal of n1 has a hole");
        lamport.local(3, "n1", 0, 7L);
        assertThat(lamport.verdicts()).extracting(Verdict::validity).containsOnly(Validity.UNKNOWN);
    }

    @Test
    void vectorsCountingEventsAreValid() {
        vector.sent(1, "n1", 0, "m", Map.of("n1", 1));
        vector.local(2, "n2", 0, Map.of("n2", 1));
        vector.received(3, "n2", 0, "m", Map.of("n1", 1, "n2", 2));
        vector.local(4, "n1", 0, Map.of("n1", 2));
        assertVerdict(vector.verdicts().get(0), Validity.VALID, "");
    }

    @Test
    void unmergedVectorsBreakTheLaw() {
        vector.sent(1_000_000, "n1", 0, "m", Map.of("n1", 1));
        vector.received(2_000_000, "n2", 0, "m", Map.of("n2", 1));
        assertVerdict(vector.verdicts().get(0), Validity.VIOLATION, "clock-not-monotone-with-causality");
        assertThat(vector.verdicts().get(0).summary())
                .isEqualTo("of the events of n1 at 0.001 s, timestamp {n1=1}, and of n2 at 0.002 s, timestamp {n2=1},"
                        + " the first happened before the second, but its timestamp is not less");
    }

    @Test
    void lamportTimestampsBreakTheVectorLaw() {
        vector.local(1, "n1", 0, Map.of("clock", 1));
        vector.local(2, "n2", 0, Map.of("clock", 2));
        assertVerdict(vector.verdicts().get(0), Validity.VIOLATION, "concurrent-events-ordered-by-clock");
    }

    @Test
    void concurrentEventsWithEqualVectorsBreakTheLaw() {
        vector.local(1, "n1", 0, Map.of("n1", 1, "n2", 1));
        vector.local(2, "n2", 0, Map.of("n1", 1, "n2", 1));
        assertVerdict(vector.verdicts().get(0), Validity.VIOLATION, "concurrent-events-ordered-by-clock");
    }

    @Test
    void orderExplainableByGapIsUnknown() {
        vector.local(1, "n1", 0, Map.of("n1", 1));
        vector.journalGap(2, "n1", "the journal of n1 has a hole");
        vector.local(3, "n2", 0, Map.of("n1", 2, "n2", 1));
        assertVerdict(vector.verdicts().get(0), Validity.UNKNOWN, "");
        vector.local(4, "n2", 0, Map.of("n1", 1, "n2", 2));
        assertVerdict(vector.verdicts().get(0), Validity.VIOLATION, "clock-not-monotone-with-causality");
    }
}

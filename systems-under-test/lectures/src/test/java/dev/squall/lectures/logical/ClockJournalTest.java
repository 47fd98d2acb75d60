package dev.squall.lectures.logical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import dev.squall.node.protocol.ClockFacts;
import dev.squall.node.protocol.ClockFacts.Event;
import dev.squall.node.protocol.ClockFacts.Received;
import dev.squall.node.protocol.ClockFacts.Remembered;
import dev.squall.node.protocol.ClockFacts.Sent;
import dev.squall.workload.JournalAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClockJournalTest {

    private static final List<String> NODES = List.of("n1", "n2");

    private final JournalAnalysis lamport = ClockJournal.lamport(NODES);
    private final JournalAnalysis vector = ClockJournal.vector(NODES);
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

    private static List<Validity> validities(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::validity).toList();
    }

    @Test
    void risingLamportTimestampsAreValid() {
        note(lamport, "n1", 0, new Event(1L), new Sent("n2", 7L, 2L));
        note(lamport, "n2", 0, new Event(1L), new Received("n1", 7L, 3L));

        assertThat(validities(end(lamport))).containsExactly(Validity.VALID, Validity.VALID);
    }

    @Test
    void receiptBeforeItsSendingIsAViolation() {
        note(lamport, "n1", 0, new Sent("n2", 7L, 5L));
        note(lamport, "n2", 0, new Received("n1", 7L, 5L));

        assertThat(end(lamport).get(0).anomaly()).isEqualTo("clock-not-monotone-with-causality");
    }

    @Test
    void timestampUsedAgainInALaterLifeIsAViolation() {
        note(lamport, "n1", 0, new Event(1L));
        lamport.onLifeEnd(++now, "n1", 0, true);
        note(lamport, "n1", 1, new Event(1L));

        assertThat(end(lamport).get(1).anomaly()).isEqualTo("timestamp-not-unique");
    }

    @Test
    void orderedTimestampsOfConcurrentEventsAreAViolation() {
        note(vector, "n1", 0, new Event(Map.of("n1", 1L)));
        note(vector, "n2", 0, new Event(Map.of("n1", 1L, "n2", 1L)));

        assertThat(end(vector).get(0).anomaly()).isEqualTo("concurrent-events-ordered-by-clock");
    }

    @Test
    void recoveryTellsWhatTheCrashKeptFromBeingNoted() {
        note(vector, "n2", 0, new Sent("n1", 7L, Map.of("n2", 1L)));
        vector.onLifeEnd(++now, "n1", 0, false);
        Remembered receipt = new Remembered("received", "n2", 7L, Map.of("n1", 1L, "n2", 1L));
        note(vector, "n1", 1, new ClockFacts.Recovered(List.of(receipt)), new Event(Map.of("n1", 2L, "n2", 1L)));

        assertThat(validities(end(vector))).containsExactly(Validity.VALID);
    }

    @Test
    void lostFactsThatNobodyRemembersLeaveTheLawUnknown() {
        note(vector, "n2", 0, new Sent("n1", 7L, Map.of("n2", 1L)));
        vector.onLifeEnd(++now, "n1", 0, false);
        note(vector, "n1", 1, new Event(Map.of("n1", 2L, "n2", 1L)));

        assertThat(validities(end(vector))).containsExactly(Validity.UNKNOWN);
    }

    @Test
    void fullListOfRememberedEventsMayLackSome() {
        List<Remembered> events = new ArrayList<>();
        IntStream.rangeClosed(1, ClockFacts.Recovered.EVENTS_MAX)
                .forEach(i -> events.add(new Remembered("event", "", null, Map.of("n1", (long) i))));
        vector.onLifeEnd(++now, "n1", 0, false);
        note(vector, "n1", 1, new ClockFacts.Recovered(events));

        assertThat(validities(end(vector))).containsExactly(Validity.UNKNOWN);
    }

    @Test
    void timestampOfAnotherKindIsUnknownAndNamed() {
        note(lamport, "n1", 0, new Event("noon"));
        note(vector, "n1", 0, new Event(Map.of("n1", "one")));

        assertThat(end(lamport).get(0).summary()).isEqualTo("n1 noted the timestamp noon; expected a whole number");
        assertThat(end(vector).get(0).summary())
                .isEqualTo("n1 noted the timestamp {n1=one}; expected a map from nodes to whole numbers");
    }

    @Test
    void acknowledgedSendWithoutFactIsUnknown() {
        note(lamport, "n1", 0, new Event(1L));
        lamport.onOperation(new Operation(0, 1, Operation.Type.OK, 0, "send", List.of("n2", 7L), Map.of("node", "n1")));

        assertThat(end(lamport).get(0).summary())
                .startsWith("n1 acknowledged the send of 7 to n2 and noted no fact 'sent' of it");
    }

    @Test
    void noFactsGiveNoVerdict() {
        assertThat(end(lamport)).isEmpty();
    }
}

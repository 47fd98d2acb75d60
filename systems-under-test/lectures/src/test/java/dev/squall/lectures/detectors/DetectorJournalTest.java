package dev.squall.lectures.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.fault.FaultCodec;
import dev.squall.fault.FaultFamily;
import dev.squall.fault.Pause;
import dev.squall.history.Operation;
import dev.squall.node.protocol.Detectors.Restored;
import dev.squall.node.protocol.Detectors.Started;
import dev.squall.node.protocol.Detectors.Suspected;
import dev.squall.node.protocol.Detectors.TimeoutSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorJournalTest {

    private static final List<String> NODES = List.of("n1", "n2");
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    private final DetectorJournal journal = DetectorJournal.eventuallyPerfect(NODES);

    private void start(DetectorJournal of) {
        for (String node : NODES) {
            of.onFact(0, node, 0, new Started());
            of.onFact(0, node, 0, new TimeoutSet(node.equals("n1") ? "n2" : "n1", 100));
        }
    }

    private static Verdict verdict(DetectorJournal of, String property) {
        return of.verdicts().stream()
                .filter(verdict -> verdict.checker().equals(property))
                .findFirst()
                .orElseThrow();
    }

    private Verdict completeness() {
        return verdict(journal, DetectorJournal.COMPLETENESS);
    }

    private Verdict eventualAccuracy() {
        return verdict(journal, DetectorJournal.EVENTUAL_ACCURACY);
    }

    private void end(long seconds) {
        journal.onOperation(new Operation(0, seconds * SECOND, Operation.Type.OK, 0, "suspects", List.of()));
        journal.onEnd(SECOND);
    }

    @Test
    void suspectedCrashIsComplete() {
        start(journal);
        journal.onLifeEnd(SECOND, "n2", 0, true);
        journal.onFact(SECOND + 120 * MILLI, "n1", 0, new Suspected("n2"));
        journal.onFact(5 * SECOND, "n2", 1, new Started());

        assertThat(completeness().validity()).isEqualTo(Validity.VALID);
        assertThat(verdict(journal, QualityJournal.NAME).details())
                .containsEntry("detections", 1)
                .containsEntry("detectionMillis", 120.0);
    }

    @Test
    void missedCrashBreaksCompleteness() {
        start(journal);
        journal.onLifeEnd(SECOND, "n2", 0, true);
        journal.onFact(3 * SECOND, "n2", 1, new Started());

        assertThat(completeness().anomaly()).isEqualTo("crashed-node-not-suspected");
    }

    @Test
    void crashShorterThanTheTimeoutNeedNotBeSuspected() {
        start(journal);
        journal.onLifeEnd(SECOND, "n2", 0, true);
        journal.onFact(2 * SECOND + 100 * MILLI, "n2", 1, new Started());

        assertThat(completeness().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void suspicionThatWasTakenBackDuringACrashIsMissing() {
        start(journal);
        journal.onFact(900 * MILLI, "n1", 0, new Suspected("n2"));
        journal.onLifeEnd(SECOND, "n2", 0, true);
        journal.onFact(SECOND + MILLI, "n1", 0, new Restored("n2"));
        journal.onFact(5 * SECOND, "n2", 1, new Started());

        assertThat(completeness().anomaly()).isEqualTo("crashed-node-not-suspected");
    }

    @Test
    void pausedObserverOwesNoSuspicion() {
        start(journal);
        journal.onLifeEnd(SECOND, "n2", 0, true);
        journal.onOperation(new Operation(
                0,
                2 * SECOND,
                Operation.Type.INFO,
                Operation.NEMESIS,
                FaultFamily.PAUSE.startFunction(),
                FaultCodec.toEdn(new Pause("n1"))));
        journal.onFact(5 * SECOND, "n2", 1, new Started());

        assertThat(completeness().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void mistakesBeforeTheCalmAreAllowed() {
        start(journal);
        journal.onFact(500 * MILLI, "n1", 0, new Suspected("n2"));
        journal.onFact(600 * MILLI, "n1", 0, new Restored("n2"));
        end(12);

        assertThat(eventualAccuracy().validity()).isEqualTo(Validity.VALID);
        assertThat(verdict(journal, QualityJournal.NAME).details())
                .containsEntry("mistakes", 1L)
                .containsEntry("mistakeMillis", 100.0);
    }

    @Test
    void mistakeInEachOfTheLastPeriodsBreaksEventualAccuracy() {
        start(journal);
        mistakes(2, 12);
        end(12);

        assertThat(eventualAccuracy().anomaly()).isEqualTo("suspected-again-and-again");
    }

    @Test
    void onePeriodWithoutMistakeKeepsEventualAccuracy() {
        start(journal);
        mistakes(2, 6);
        mistakes(7, 12);
        end(12);

        assertThat(eventualAccuracy().validity()).isEqualTo(Validity.VALID);
    }

    private void mistakes(int fromSecond, int toSecond) {
        for (int second = fromSecond; second < toSecond; second++) {
            journal.onFact(second * SECOND + 500 * MILLI, "n1", 0, new Suspected("n2"));
            journal.onFact(second * SECOND + 501 * MILLI, "n1", 0, new Restored("n2"));
        }
    }

    @Test
    void suspicionThatLastsBreaksEventualAccuracy() {
        start(journal);
        journal.onFact(SECOND, "n1", 0, new Suspected("n2"));
        end(12);

        assertThat(eventualAccuracy().anomaly()).isEqualTo("live-node-suspected");
    }

    @Test
    void withoutACalmNothingIsDecided() {
        start(journal);

        assertThat(eventualAccuracy().validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void perfectDetectorMayOnlySuspectTheCrashed() {
        DetectorJournal right = DetectorJournal.perfect(NODES);
        start(right);
        right.onLifeEnd(SECOND, "n2", 0, true);
        right.onFact(2 * SECOND, "n1", 0, new Suspected("n2"));
        DetectorJournal wrong = DetectorJournal.perfect(NODES);
        start(wrong);
        wrong.onFact(2 * SECOND, "n1", 0, new Suspected("n2"));

        assertThat(verdict(right, DetectorJournal.ACCURACY).validity()).isEqualTo(Validity.VALID);
        assertThat(verdict(wrong, DetectorJournal.ACCURACY).anomaly()).isEqualTo("live-node-suspected");
    }

    @Test
    void suspicionOfUnknownNodeIsAViolation() {
        start(journal);
        journal.onFact(SECOND, "n1", 0, new Suspected("n9"));

        assertThat(eventualAccuracy().anomaly()).isEqualTo("unknown-node-suspected");
    }
}

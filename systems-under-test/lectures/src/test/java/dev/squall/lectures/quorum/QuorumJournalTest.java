package dev.squall.lectures.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.lectures.quorum.QuorumFacts.Held;
import dev.squall.lectures.quorum.QuorumFacts.Recovered;
import dev.squall.lectures.quorum.QuorumFacts.Stored;
import dev.squall.lectures.quorum.QuorumFacts.TimestampIssued;
import dev.squall.node.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuorumJournalTest {

    private final QuorumJournal journal = new QuorumJournal();

    private void note(String node, Fact fact) {
        journal.onFact(1, node, 0, fact);
    }

    private static Timestamp timestamp(long counter) {
        return new Timestamp(counter, "n1");
    }

    private static Recovered recovered(long life, long issuedCounter, Held... versions) {
        return new Recovered(life, issuedCounter, List.of(versions));
    }

    private Verdict verdict() {
        assertThat(journal.verdicts()).hasSize(1);
        return journal.verdicts().get(0);
    }

    private void store() {
        note("n1", recovered(1, 0));
        note("n1", new TimestampIssued("x", timestamp(3)));
        note("n1", new Stored("x", timestamp(3)));
        note("n1", new Stored("y", timestamp(1)));
    }

    @Test
    void replicaThatRecoversAllThatItStoredIsValid() {
        store();
        note("n1", recovered(2, 3, new Held("x", timestamp(3)), new Held("y", timestamp(1))));

        assertThat(verdict().validity()).isEqualTo(Validity.VALID);
        assertThat(verdict().summary())
                .isEqualTo("in 1 recoveries, 2 stored versions and all issued counters were there");
    }

    @Test
    void replicaMayHaveStoredMoreThanItsJournalTells() {
        store();
        note(
                "n1",
                recovered(4, 7, new Held("x", timestamp(9)), new Held("y", timestamp(1)), new Held("z", timestamp(1))));

        assertThat(verdict().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void lostVersionIsAViolationThatNamesTheKey() {
        store();
        note("n1", recovered(2, 3, new Held("x", timestamp(2)), new Held("y", timestamp(1))));

        assertThat(verdict().anomaly()).contains("stored-version-lost");
        assertThat(verdict().summary())
                .isEqualTo("n1 recovered the version 2 of key x in life 2, but it had stored the version 3");
    }

    @Test
    void versionThatIsGoneIsAViolation() {
        store();
        note("n1", recovered(2, 3, new Held("x", timestamp(3))));

        assertThat(verdict().summary())
                .isEqualTo("n1 recovered the version 0 of key y in life 2, but it had stored the version 1");
    }

    @Test
    void lostCounterIsAViolation() {
        store();
        note("n1", recovered(2, 2, new Held("x", timestamp(3)), new Held("y", timestamp(1))));

        assertThat(verdict().anomaly()).contains("issued-counter-lost");
    }

    @Test
    void repeatedLifeIsAViolation() {
        note("n1", recovered(1, 0));
        note("n2", recovered(1, 0));
        assertThat(verdict().validity()).as("each node counts its own lives").isEqualTo(Validity.VALID);

        note("n1", recovered(1, 0));

        assertThat(verdict().anomaly()).contains("life-repeated");
    }

    @Test
    void journalThatDoesNotTellTheVersionsDemandsNone() {
        store();
        note("n1", new Recovered(2, 3, null));

        assertThat(verdict().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void runWithoutFactsHasNoVerdict() {
        assertThat(journal.verdicts()).isEmpty();
    }
}

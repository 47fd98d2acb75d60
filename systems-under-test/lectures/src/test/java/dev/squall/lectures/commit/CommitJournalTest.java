package dev.squall.lectures.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.lectures.commit.CommitFacts.Begun;
import dev.squall.lectures.commit.CommitFacts.Decided;
import dev.squall.lectures.commit.CommitFacts.Resumed;
import dev.squall.lectures.commit.CommitFacts.Suspected;
import dev.squall.lectures.commit.CommitFacts.Voted;
import dev.squall.lectures.commit.CommitJournal.Decider;
import dev.squall.node.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitJournalTest {

    private CommitJournal journal = new CommitJournal(Decider.COORDINATOR);
    private long timeNanos;

    private void note(String node, Fact... facts) {
        for (Fact fact : facts) {
            timeNanos += 1_000_000;
            journal.onFact(timeNanos, node, 0, fact);
        }
    }

    /** Notes the begin at n1, and the votes ok of n2 and n3. */
    private void prepared() {
        note("n1", new Begun(7L, List.of("n2", "n3")));
        note("n2", new Voted(7L, true));
        note("n3", new Voted(7L, true));
    }

    private void result(Object decision) {
        journal.onOperation(new Operation(1, timeNanos, Type.OK, 0, "begin", List.of(7L, decision)));
    }

    private List<String> anomalies() {
        return journal.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(Verdict::anomaly)
                .toList();
    }

    private List<Validity> validities() {
        return journal.verdicts().stream().map(Verdict::validity).distinct().toList();
    }

    @Test
    void commitByAllAfterAllVotesIsValid() {
        prepared();
        note("n1", new Decided(7L, true));
        result("commit");
        note("n2", new Decided(7L, true), new Resumed(), new Voted(7L, true), new Decided(7L, true));
        note("n3", new Decided(7L, true));
        journal.onEnd(timeNanos);

        assertThat(validities()).containsExactly(Validity.VALID);
        assertThat(journal.verdicts()).extracting(Verdict::checker).isEqualTo(CommitJournal.PROPERTIES);
    }

    @Test
    void abortByAllAfterAVoteToAbortIsValid() {
        note("n1", new Begun(7L, List.of("n2", "n3")));
        note("n2", new Voted(7L, true));
        note("n3", new Voted(7L, false), new Decided(7L, false));
        note("n1", new Decided(7L, false));
        note("n2", new Decided(7L, false));
        journal.onEnd(timeNanos);

        assertThat(validities()).containsExactly(Validity.VALID);
    }

    @Test
    void differentDecisionsAreFound() {
        prepared();
        note("n1", new Decided(7L, true));
        note("n3", new Decided(7L, false));

        assertThat(anomalies()).containsExactly("decisions-differ");
        assertThat(journal.verdicts().get(0).summary())
                .isEqualTo("n3 at 0.005 s decided to abort transaction 7, and n1 at 0.004 s decided to commit it");
    }

    @Test
    void decisionOfOneNodeThatChangesIsFound() {
        prepared();
        note("n1", new Decided(7L, true), new Decided(7L, false));

        assertThat(anomalies()).containsExactly("decisions-differ");
    }

    @Test
    void wrongResultOfAClientIsFound() {
        prepared();
        note("n1", new Decided(7L, true));
        result("abort");

        assertThat(anomalies()).containsExactly("decisions-differ");
    }

    @Test
    void commitWithoutAVoteIsFound() {
        note("n1", new Begun(7L, List.of("n2", "n3")));
        note("n2", new Voted(7L, true));
        note("n1", new Decided(7L, true));

        assertThat(anomalies()).containsExactly("commit-without-vote");
        assertThat(journal.verdicts().get(1).summary())
                .isEqualTo("n1 at 0.003 s decided to commit transaction 7, on which n3 had not voted");
    }

    @Test
    void commitAgainstAVoteIsFound() {
        note("n1", new Begun(7L, List.of("n2")));
        note("n2", new Voted(7L, false));
        note("n1", new Decided(7L, true));

        assertThat(anomalies()).containsExactly("commit-without-vote");
    }

    @Test
    void changedVoteIsFound() {
        note("n2", new Voted(7L, true), new Voted(7L, false));

        assertThat(anomalies()).containsExactly("vote-changed");
    }

    @Test
    void decisionInDoubtIsFound() {
        prepared();
        note("n2", new Decided(7L, false));

        assertThat(anomalies()).containsExactly("decided-in-doubt");
        assertThat(journal.verdicts().get(2).summary())
                .isEqualTo("n2 at 0.004 s decided to abort transaction 7, on which it had voted ok, and the"
                        + " coordinator n1 had not decided");
    }

    @Test
    void participantWithoutVoteMayAbort() {
        note("n1", new Begun(7L, List.of("n2")));
        note("n2", new Decided(7L, false));

        assertThat(anomalies()).isEmpty();
    }

    @Test
    void votesDecideWithoutTheCoordinator() {
        journal = new CommitJournal(Decider.VOTES);
        prepared();
        note("n2", new Decided(7L, true));
        assertThat(anomalies()).isEmpty();

        journal = new CommitJournal(Decider.VOTES);
        prepared();
        note("n2", new Suspected(7L, "n3"), new Decided(7L, false));
        assertThat(anomalies()).isEmpty();

        journal = new CommitJournal(Decider.VOTES);
        prepared();
        note("n2", new Decided(7L, false));
        assertThat(anomalies()).containsExactly("decided-in-doubt");
    }

    @Test
    void participantThatStaysInDoubtIsFound() {
        prepared();
        note("n1", new Decided(7L, true));
        note("n2", new Decided(7L, true));
        assertThat(anomalies()).isEmpty();
        journal.onEnd(timeNanos);

        assertThat(anomalies()).containsExactly("transaction-undecided");
        assertThat(journal.verdicts().get(3).summary())
                .isEqualTo("n3 never learned the decision on transaction 7, on which n3 at 0.003 s had voted ok");
    }

    @Test
    void safetyDoesNotIncludeThatTransactionsAreDecided() {
        journal = CommitJournal.ofSafety(Decider.COORDINATOR);
        prepared();
        journal.onEnd(timeNanos);

        assertThat(anomalies()).isEmpty();
        assertThat(journal.verdicts())
                .extracting(Verdict::checker)
                .doesNotContain("commit-decided")
                .hasSize(3);
    }

    @Test
    void participantThatNeverHearsOfTheTransactionIsFound() {
        note("n1", new Begun(7L, List.of("n2", "n3")));
        note("n2", new Voted(7L, true));
        note("n1", new Decided(7L, false));
        note("n2", new Decided(7L, false));
        journal.onEnd(timeNanos);

        assertThat(anomalies()).containsExactly("transaction-undecided");
    }

    @Test
    void voteAfterHealingIsNotDue() {
        prepared();
        journal.onEnd(0);

        assertThat(anomalies()).isEmpty();
    }

    @Test
    void lostLastFactsAreNoViolation() {
        note("n1", new Begun(7L, List.of("n2", "n3")));
        note("n2", new Voted(7L, true));
        journal.onLifeEnd(timeNanos, "n3", 0, false);
        note("n1", new Decided(7L, true));
        note("n2", new Decided(7L, true));
        journal.onEnd(timeNanos);

        assertThat(validities()).containsExactly(Validity.UNKNOWN);
    }

    @Test
    void factsThatAreNotedAgainAreSure() {
        note("n1", new Begun(7L, List.of("n2", "n3")));
        note("n2", new Voted(7L, true));
        journal.onLifeEnd(timeNanos, "n3", 0, false);
        note("n3", new Resumed());
        note("n1", new Decided(7L, true));

        assertThat(anomalies()).containsExactly("commit-without-vote");
    }

    @Test
    void decisionWithoutBeginIsUnknown() {
        note("n2", new Voted(7L, true));
        note("n2", new Decided(7L, true));

        assertThat(validities()).containsExactly(Validity.UNKNOWN);
    }

    @Test
    void withoutFactsThereIsNoVerdict() {
        result("commit");

        assertThat(journal.verdicts()).isEmpty();
    }
}

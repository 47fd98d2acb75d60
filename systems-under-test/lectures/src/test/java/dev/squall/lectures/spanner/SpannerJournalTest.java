package dev.squall.lectures.spanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.lectures.spanner.SpannerFacts.CommitWaited;
import dev.squall.lectures.spanner.SpannerFacts.Ended;
import dev.squall.lectures.spanner.SpannerFacts.Installed;
import dev.squall.lectures.spanner.SpannerFacts.SnapshotRead;
import dev.squall.node.Fact;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SpannerJournalTest {

    private static SpannerJournal journal(Fact... facts) {
        SpannerJournal journal = new SpannerJournal(List.of("n1"));
        for (Fact fact : facts) {
            journal.onFact(0, "n1", 0, fact);
        }
        return journal;
    }

    private static Verdict verdict(SpannerJournal journal, String checker) {
        return journal.verdicts().stream()
                .filter(verdict -> verdict.checker().equals(checker))
                .findFirst()
                .orElseThrow();
    }

    private static Ended write(String name, long timestamp, long began, long ended) {
        return new Ended(name, false, timestamp, began, ended);
    }

    @Test
    void concurrentTransactionsMayHaveAnyTimestamps() {
        SpannerJournal journal = journal(write("a", 20, 0, 10), write("b", 10, 10, 30));

        assertThat(verdict(journal, SpannerJournal.EXTERNAL_CONSISTENCY).validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void laterTransactionNeedsTheLargerTimestamp() {
        assertThat(verdict(journal(write("a", 20, 0, 10), write("b", 20, 11, 30)), SpannerJournal.EXTERNAL_CONSISTENCY)
                        .anomaly())
                .isEqualTo("timestamps-out-of-order");
        assertThat(verdict(journal(write("b", 10, 11, 30), write("a", 20, 0, 10)), SpannerJournal.EXTERNAL_CONSISTENCY)
                        .anomaly())
                .as("facts in another order")
                .isEqualTo("timestamps-out-of-order");
    }

    @Test
    void readOnlyTransactionMustFollowButNeedNotPrecede() {
        Ended read = new Ended("r", true, 20, 11, 15);

        assertThat(verdict(journal(read, write("a", 10, 16, 30)), SpannerJournal.EXTERNAL_CONSISTENCY)
                        .validity())
                .isEqualTo(Validity.VALID);
        assertThat(verdict(journal(write("a", 20, 0, 10), read), SpannerJournal.EXTERNAL_CONSISTENCY)
                        .validity())
                .isEqualTo(Validity.VIOLATION);
    }

    /** Compares the analysis with a check of every pair. */
    @Property
    void everyPairIsJudged(@ForAll("transactions") List<Ended> transactions) {
        boolean isBroken = transactions.stream().anyMatch(first -> transactions.stream()
                .anyMatch(second -> !first.readOnly()
                        && first.endedNanos() < second.beganNanos()
                        && first.timestamp() >= second.timestamp()));

        Verdict verdict = verdict(journal(transactions.toArray(new Fact[0])), SpannerJournal.EXTERNAL_CONSISTENCY);

        assertThat(verdict.validity()).isEqualTo(isBroken ? Validity.VIOLATION : Validity.VALID);
    }

    @Provide
    Arbitrary<List<Ended>> transactions() {
        Arbitrary<Integer> times = Arbitraries.integers().between(0, 12);
        return Combinators.combine(Arbitraries.of(true, false), times, times, times)
                .as((readOnly, timestamp, began, length) ->
                        new Ended("t", readOnly, timestamp, began, began + (long) length / 3))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Test
    void readSeesTheLatestVersionUpToItsTimestamp() {
        SpannerJournal journal = journal(
                new Installed("a", 10, List.of(1L)),
                new Installed("b", 30, List.of(1L)),
                new SnapshotRead("r", 20, 1L, 10),
                new SnapshotRead("s", 30, 1L, 30),
                new SnapshotRead("s", 30, 2L, ShardState.ABSENT));

        assertThat(verdict(journal, SpannerJournal.SNAPSHOTS).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void missedVersionIsFoundInEitherOrder() {
        List<Fact> facts = new ArrayList<>(
                List.of(new Installed("a", 10, List.of(1L)), new SnapshotRead("r", 20, 1L, ShardState.ABSENT)));

        for (int order = 0; order < 2; order++) {
            Verdict verdict = verdict(journal(facts.toArray(new Fact[0])), SpannerJournal.SNAPSHOTS);
            assertThat(verdict.anomaly()).isEqualTo("snapshot-misses-version");
            assertThat(verdict.details()).containsEntry("writer", "a");
            facts.add(facts.remove(0));
        }
    }

    @Test
    void versionThatIsInstalledAgainIsNoViolation() {
        SpannerJournal journal = journal(
                new Installed("a", 10, List.of(1L)),
                new Installed("b", 20, List.of(1L)),
                new SnapshotRead("r", 25, 1L, 20),
                new Installed("a", 10, List.of(1L)));

        assertThat(verdict(journal, SpannerJournal.SNAPSHOTS).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void latencyIsAMedianInMilliseconds() {
        SpannerJournal journal = journal(
                new CommitWaited("a", 20_000_000L),
                write("a", 1, 0, 30_000_000L),
                new CommitWaited("b", 10_000_000L),
                write("b", 2, 0, 20_000_000L),
                new CommitWaited("c", 90_000_000L),
                write("c", 3, 0, 100_000_000L),
                new Ended("r", true, 4, 0, 900_000_000L));

        assertThat(verdict(journal, SpannerJournal.LATENCY).details())
                .containsEntry(SpannerJournal.COMMIT_MILLIS, 30.0)
                .containsEntry(SpannerJournal.WAIT_MILLIS, 20.0);
    }
}

package dev.squall.check.session;

import static dev.squall.check.session.Guarantee.MONOTONIC_READS;
import static dev.squall.check.session.Guarantee.MONOTONIC_WRITES;
import static dev.squall.check.session.Guarantee.READ_YOUR_WRITES;
import static dev.squall.check.session.Guarantee.WRITES_FOLLOW_READS;
import static dev.squall.check.session.Guarantee.WRITES_IN_REAL_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SessionGuaranteesTest {

    private static final Set<Guarantee> ALL_FOUR =
            EnumSet.of(READ_YOUR_WRITES, MONOTONIC_READS, MONOTONIC_WRITES, WRITES_FOLLOW_READS);

    private static Verdict check(Recording recording, Set<Guarantee> guarantees) {
        return new SessionGuarantees(guarantees, null, false).check(recording.history(), Budget.DEFAULT);
    }

    private static Verdict check(Recording recording, Guarantee first, Guarantee... others) {
        return check(recording, EnumSet.of(first, others));
    }

    private static Recording keyed(Object... steps) {
        Recording recording = new Recording();
        for (int i = 0; i < steps.length; i += 4) {
            List<Object> value = List.of(steps[i + 2], steps[i + 3]);
            recording.did((Integer) steps[i], (String) steps[i + 1], value, value);
        }
        return recording;
    }

    @Test
    void unseenOwnWriteBreaksReadYourWrites() {
        Recording recording = new Recording().wrote(0, 1L).read(1, null).read(0, null);
        Verdict verdict = check(recording, READ_YOUR_WRITES);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.checker()).isEqualTo("read-your-writes");
        assertThat(verdict.anomaly()).isEqualTo("read-your-writes-broken");
        assertThat(verdict.operations()).containsExactly(0, 1, 4, 5);
        assertThat(verdict.summary())
                .isEqualTo(
                        "read-your-writes is broken: the read of nil by process 0 (operation 5) returned the initial "
                                + "value, although process 0 had made the write of 1 by process 0 (operation 1)");
    }

    @Test
    void olderOwnWriteBreaksOneOfTwoGuarantees() {
        Recording recording = new Recording().wrote(0, 1L).wrote(0, 2L).read(0, 1L);
        assertThat(check(recording, READ_YOUR_WRITES).validity()).isEqualTo(Validity.VALID);
        assertThat(check(recording, MONOTONIC_WRITES).validity()).isEqualTo(Validity.VALID);
        Verdict verdict = check(recording, READ_YOUR_WRITES, MONOTONIC_WRITES);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo("read-your-writes-or-monotonic-writes-broken");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void staleForeignReadIsBrokenOnlyInRealTime() {
        Recording recording = new Recording().wrote(1, 1L).wrote(0, 2L).read(0, 1L);
        assertThat(check(recording, ALL_FOUR).validity()).isEqualTo(Validity.VALID);
        Verdict verdict = check(recording, READ_YOUR_WRITES, WRITES_IN_REAL_TIME);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.summary()).contains("it was acknowledged before the other was invoked");
    }

    @Test
    void returnToInitialBreaksMonotonicReads() {
        Recording recording = new Recording().wrote(0, 1L).read(1, 1L).read(1, null);
        Verdict verdict = check(recording, ALL_FOUR);
        assertThat(verdict.anomaly()).isEqualTo("monotonic-reads-broken");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(verdict.summary())
                .contains("process 1 had seen the write of 1 by process 0 (operation 1) (operation 3)");
        assertThat(check(recording, READ_YOUR_WRITES).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void alternatingReadsBreakMonotonicReads() {
        Recording recording = new Recording()
                .wrote(0, 1L)
                .wrote(1, 2L)
                .read(2, 1L)
                .read(2, 2L)
                .read(2, 1L);
        assertThat(check(recording, MONOTONIC_READS).anomaly()).isEqualTo("monotonic-reads-broken");
    }

    @Test
    void missingEarlierWriteBreaksMonotonicity() {
        Recording recording = keyed(0, "write", "x", 1L, 0, "write", "y", 1L, 1, "read", "y", 1L);
        recording.did(1, "read", Arrays.asList("x", null), Arrays.asList("x", null));
        Verdict verdict = new SessionGuarantees(ALL_FOUR, null, true).check(recording.history(), Budget.DEFAULT);
        assertThat(verdict.anomaly()).isEqualTo("monotonic-reads-or-monotonic-writes-broken");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(verdict.details().get("broken"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .hasSize(1)
                .first()
                .extracting(entry -> entry.get("guarantees"))
                .isEqualTo(List.of("monotonic-reads", "monotonic-writes"));
    }

    @Test
    void circularWritesBreakWritesFollowReads() {
        Recording recording =
                new Recording().read(0, 2L).wrote(0, 1L).read(1, 1L).wrote(1, 2L);
        Verdict verdict = check(recording, WRITES_FOLLOW_READS);
        assertThat(verdict.anomaly()).isEqualTo("writes-follow-reads-broken");
        assertThat(verdict.summary()).contains("process 1 had read it (operation 5)");
    }

    @Test
    void writeReadBeforeItWasMadeIsNamedOnce() {
        Verdict verdict = check(new Recording().read(0, 2L).wrote(0, 2L), WRITES_FOLLOW_READS);

        assertThat(verdict.summary())
                .endsWith(": the write of 2 by process 0 (operation 3) would come before itself, since process 0 had"
                        + " read it (operation 1)");
    }

    @Test
    void answerWithoutQuestionBreaksAGuarantee() {
        Recording recording = keyed(0, "write", "q", 1L, 1, "read", "q", 1L, 1, "write", "a", 1L, 2, "read", "a", 1L);
        recording.did(2, "read", Arrays.asList("q", null), Arrays.asList("q", null));
        Verdict verdict = new SessionGuarantees(ALL_FOUR, null, true).check(recording.history(), Budget.DEFAULT);
        assertThat(verdict.anomaly()).isEqualTo("monotonic-reads-or-writes-follow-reads-broken");
        assertThat(verdict.summary())
                .contains("must be visible to it, by way of the read of 1 from \"q\" by process 1 (operation 3), then "
                        + "the "
                        + "write of 1 to \"a\" by process 1 (operation 5)");
    }

    @Test
    void unknownOutcomeEndsTheSession() {
        Recording recording = new Recording()
                .wrote(0, 1L)
                .invoke(0, "read", null)
                .info(0, "read", null)
                .read(5, null);
        assertThat(check(recording, ALL_FOUR).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void valuesWrittenTwiceAreUnknown() {
        Recording recording = new Recording().wrote(0, 1L).wrote(1, 1L).read(0, 1L);
        Verdict verdict = check(recording, READ_YOUR_WRITES);
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).contains("expected writes of distinct values to each key");
    }

    @Test
    void aSpentBudgetIsUnknown() {
        Recording recording = new Recording();
        for (long i = 0; i < 5_000; i++) {
            recording.wrote((int) (i % 5), i);
        }
        Verdict verdict = new SessionGuarantees(ALL_FOUR, null, false)
                .check(recording.history(), new Budget(Duration.ofMinutes(1), 1 << 20));
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).contains("the memory budget of 1 MiB was spent");
    }

    @Test
    void emptyGuaranteeSetIsRefused() {
        assertThatThrownBy(() -> new SessionGuarantees(Set.of(), null, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found no guarantees to check, expected at least one");
    }
}

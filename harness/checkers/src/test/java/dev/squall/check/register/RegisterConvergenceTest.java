package dev.squall.check.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.convergence.FinalReads;
import dev.squall.check.convergence.Replicas;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegisterConvergenceTest {

    private static Verdict check(Recording recording, Winner winner) {
        return new RegisterConvergence(winner, Replicas.named(), null, false)
                .check(recording.history(), Budget.DEFAULT);
    }

    private static Recording healed(Recording recording) {
        return recording.nemesis(FinalReads.BEGIN_LIVENESS_PHASE);
    }

    @Test
    void replicasHoldingLastWriteHaveConverged() {
        Recording recording = healed(new Recording().wrote(0, 1L).wrote(0, 2L))
                .readAt("n1", 0, null, 1L)
                .readAt("n1", 0, null, 2L)
                .readAt("n2", 1, null, 2L);
        for (Winner winner : Winner.values()) {
            assertThat(check(recording, winner).validity()).isEqualTo(Validity.VALID);
        }
        assertThat(check(recording, Winner.ANY_WRITE).details())
                .containsEntry(
                        "staleness",
                        Map.of(
                                "reads",
                                3,
                                "stale",
                                1,
                                "p50Nanos",
                                2_000_000L,
                                "p95Nanos",
                                2_000_000L,
                                "p99Nanos",
                                2_000_000L,
                                "maxNanos",
                                2_000_000L));
    }

    @Test
    void differingFinalReadsHaveNotConverged() {
        Recording recording = healed(new Recording().wrote(0, 1L).wrote(1, 2L))
                .readAt("n1", 0, null, 1L)
                .readAt("n2", 1, null, 2L);
        Verdict verdict = check(recording, Winner.ANY_WRITE);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo("replicas-differ");
        assertThat(verdict.operations()).containsExactly(5, 6, 7, 8);
        assertThat(verdict.summary()).isEqualTo("n1 holds 1 (operation 6), but n2 holds 2 (operation 8)");
    }

    @Test
    void olderFinalValueIsLostWriteInRealTime() {
        Recording recording = healed(new Recording().wrote(0, 1L).wrote(1, 2L)).readAt("n1", 0, null, 1L);
        assertThat(check(recording, Winner.ANY_WRITE).validity()).isEqualTo(Validity.VALID);
        assertThat(check(recording, Winner.CAUSALLY_LAST).validity()).isEqualTo(Validity.VALID);
        Verdict verdict = check(recording, Winner.LAST_IN_REAL_TIME);
        assertThat(verdict.anomaly()).isEqualTo("lost-write");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3, 5, 6);
    }

    @Test
    void causallyOlderFinalValueIsLostWrite() {
        Recording recording =
                healed(new Recording().wrote(0, 1L).read(1, 1L).wrote(1, 2L)).readAt("n1", 0, null, 1L);
        assertThat(check(recording, Winner.ANY_WRITE).validity()).isEqualTo(Validity.VALID);
        Verdict verdict = check(recording, Winner.CAUSALLY_LAST);
        assertThat(verdict.anomaly()).isEqualTo("lost-write");
        assertThat(verdict.summary())
                .isEqualTo("n1 holds 1 (operation 8), although the write of 2 by process 1 (operation 5), which was "
                        + "acknowledged, causally follows the write of 1 by process 0 (operation 1)");
    }

    @Test
    void aDeletedItemMayNotComeBack() {
        Recording recording = healed(new Recording().wrote(0, 1L).did(0, "delete", null, null))
                .readAt("n1", 0, null, 1L);
        assertThat(check(recording, Winner.ANY_WRITE).validity()).isEqualTo(Validity.VALID);
        Verdict verdict = check(recording, Winner.CAUSALLY_LAST);
        assertThat(verdict.anomaly()).isEqualTo("deleted-item-came-back");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3, 5, 6);
        assertThat(verdict.summary())
                .isEqualTo("n1 holds 1 (operation 6), although the delete by process 0 (operation 3), which was "
                        + "acknowledged, causally follows the write of 1 by process 0 (operation 1)");
    }

    @Test
    void aDeletedItemStaysAwayOrIsWrittenAgain() {
        Recording gone = new Recording().wrote(0, 1L).did(0, "delete", null, null);
        healed(gone.read(1, null)).readAt("n1", 0, null, null);
        assertThat(check(gone, Winner.CAUSALLY_LAST).validity()).isEqualTo(Validity.VALID);
        Recording again =
                new Recording().wrote(0, 1L).did(0, "delete", null, null).wrote(0, 2L);
        healed(again).readAt("n1", 0, null, 2L);
        assertThat(check(again, Winner.CAUSALLY_LAST).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void deleteMayNotBeatACausallyLaterWrite() {
        Recording recording = new Recording().did(0, "delete", null, null).wrote(0, 1L);
        healed(recording).readAt("n1", 0, null, null);
        assertThat(check(recording, Winner.CAUSALLY_LAST).anomaly()).isEqualTo("lost-write");
        Recording concurrent = new Recording().did(0, "delete", null, null).wrote(1, 1L);
        healed(concurrent).readAt("n1", 0, null, null);
        assertThat(check(concurrent, Winner.CAUSALLY_LAST).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void theInitialValueOutlastsNoAcknowledgedWrite() {
        Recording recording = healed(new Recording().wrote(0, 1L)).readAt("n1", 0, null, null);
        assertThat(check(recording, Winner.ANY_WRITE).anomaly()).isEqualTo("lost-write");
        Recording uncertain = healed(new Recording().invoke(0, "write", 1L).info(0, "write", 1L));
        uncertain.readAt("n1", 1, null, null);
        assertThat(check(uncertain, Winner.ANY_WRITE).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void oneEligibleWriteOfFinalValueSuffices() {
        Recording recording =
                healed(new Recording().wrote(0, 1L).wrote(1, 2L).wrote(0, 1L)).readAt("n1", 0, null, 1L);
        assertThat(check(recording, Winner.LAST_IN_REAL_TIME).validity()).isEqualTo(Validity.VALID);
        assertThat(check(recording, Winner.CAUSALLY_LAST).validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void eachKeyIsJudged() {
        Recording recording = new Recording();
        recording.did(0, "write", List.of("x", 1L), List.of("x", 1L));
        recording.did(0, "write", List.of("y", 1L), List.of("y", 1L));
        healed(recording)
                .readAt("n1", 0, List.of("x", 1L), List.of("x", 1L))
                .readAt("n2", 1, List.of("x", 1L), List.of("x", 1L))
                .readAt("n1", 0, List.of("y", 1L), List.of("y", 1L));
        Verdict verdict = new RegisterConvergence(Winner.ANY_WRITE, Replicas.named(), null, true)
                .check(recording.history(), Budget.DEFAULT);
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).isEqualTo("the replica n2 gave no final read of key \"y\"; those that did agree");
    }

    @Test
    void threadsTellWhichReplicaAnswered() {
        Recording recording = healed(new Recording().wrote(0, 1L).wrote(1, 2L))
                .read(4, 1L)
                .read(8, 2L)
                .read(5, 1L);
        Replicas byThread = Replicas.byThread(4, List.of("n1", "n2"));
        Verdict verdict = new RegisterConvergence(Winner.ANY_WRITE, byThread, null, false)
                .check(recording.history(), Budget.DEFAULT);
        assertThat(verdict.summary()).isEqualTo("n1 holds 2 (operation 8), but n2 holds 1 (operation 10)");
    }

    @Test
    void missingOrEarlyFinalReadsAreUnknown() {
        assertThat(check(new Recording().wrote(0, 1L).readAt("n1", 0, null, 1L), Winner.ANY_WRITE)
                        .summary())
                .contains("found no final read");
        assertThat(check(healed(new Recording().wrote(0, 1L)).read(0, 1L), Winner.ANY_WRITE)
                        .summary())
                .contains("found a final read without :node");
        Recording late = healed(new Recording()).readAt("n1", 0, null, null).wrote(1, 1L);
        Verdict verdict = check(late, Winner.ANY_WRITE);
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).contains("found write after the final read of operation 2 had begun");
    }
}

package dev.squall.check.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultiValueConvergenceTest {

    private static Verdict check(Recording recording) {
        return new MultiValueConvergence(Replicas.named()).check(recording.history(), Budget.DEFAULT);
    }

    private static Recording write(Recording recording, int process, long value, Long... overwritten) {
        return recording.did(
                process, "write", List.of("x", value), List.of("x", value, new ArrayList<>(List.of(overwritten))));
    }

    private static Recording uncertainWrite(Recording recording, int process, long value) {
        return recording.invoke(process, "write", List.of("x", value)).info(process, "write", List.of("x", value));
    }

    /** Healed, and then read at one replica. */
    private static Recording finallyHolding(Recording recording, Long... values) {
        return readAt(recording.nemesis(FinalReads.BEGIN_LIVENESS_PHASE), "n1", values);
    }

    private static Recording readAt(Recording recording, String node, Long... values) {
        Object held = values.length == 0 ? null : List.of(values);
        return recording.readAt(node, 99, Arrays.asList("x", null), Arrays.asList("x", held));
    }

    private static void assertAnomaly(Recording recording, String anomaly, String words) {
        Verdict verdict = check(recording);
        assertThat(verdict.validity()).isEqualTo(Validity.VIOLATION);
        assertThat(verdict.anomaly()).isEqualTo(anomaly);
        assertThat(verdict.summary()).contains(words);
        assertThat(verdict.operations()).isNotEmpty();
    }

    @Test
    void concurrentValuesAreAllKept() {
        Recording recording = finallyHolding(write(write(new Recording(), 0, 1), 1, 2), 1L, 2L);
        Verdict verdict = check(readAt(recording, "n2", 2L, 1L));
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.details()).containsEntry("keysWithConcurrentValues", 1);
    }

    @Test
    void knowinglyOverwrittenValueMayDisappear() {
        Recording recording = finallyHolding(write(write(new Recording(), 0, 1), 1, 2, 1L), 2L);
        assertThat(check(recording).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void missingAcknowledgedValueIsLost() {
        Recording recording = finallyHolding(write(write(new Recording(), 0, 1), 1, 2), 2L);
        assertAnomaly(recording, "lost-write", "n1 holds #{2} (operation 6), without 1, although its write");
        assertAnomaly(finallyHolding(write(new Recording(), 0, 1)), "lost-write", "without 1");
    }

    @Test
    void anOverwrittenValueMayNotComeBack() {
        Recording recording = finallyHolding(write(write(new Recording(), 0, 1), 1, 2, 1L), 1L, 2L);
        assertAnomaly(recording, "overwritten-value-came-back", "although the write of 2 (operation 3)");
    }

    @Test
    void replicasMustHoldTheSame() {
        Recording recording = finallyHolding(write(write(new Recording(), 0, 1), 1, 2), 1L, 2L);
        assertAnomaly(readAt(recording, "n2", 2L), "replicas-differ", "but n2 holds #{2}");
    }

    @Test
    void unwrittenValueIsThinAirRead() {
        assertAnomaly(finallyHolding(write(new Recording(), 0, 1), 1L, 7L), "thin-air-read", "found 7");
        assertAnomaly(finallyHolding(write(new Recording(), 0, 1, 7L), 1L), "thin-air-read", "found 7");
        Recording failed = new Recording().invoke(0, "write", List.of("x", 7L)).fail(0, "write", List.of("x", 7L));
        assertAnomaly(finallyHolding(failed, 7L), "thin-air-read", "or only with failure");
    }

    @Test
    void aWriteOfUnknownOutcomeMayBeThereOrNot() {
        assertThat(check(finallyHolding(uncertainWrite(new Recording(), 0, 1), 1L))
                        .validity())
                .isEqualTo(Validity.VALID);
        assertThat(check(finallyHolding(uncertainWrite(new Recording(), 0, 1))).validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void seenUnknownWriteMayHaveOverwritten() {
        Recording seen = finallyHolding(uncertainWrite(write(new Recording(), 0, 1), 1, 2), 2L);
        assertThat(check(seen).validity()).isEqualTo(Validity.VALID);
        Recording neverSeen = finallyHolding(uncertainWrite(write(new Recording(), 0, 1), 1, 2));
        assertAnomaly(neverSeen, "lost-write", "without 1");
        Recording seenBefore = readAt(uncertainWrite(new Recording(), 1, 2), "n1", 2L);
        assertAnomaly(finallyHolding(write(seenBefore, 0, 1), 2L), "lost-write", "without 1");
    }

    @Test
    void vanishedSeenValueIsLostWrite() {
        Recording seen = readAt(uncertainWrite(new Recording(), 0, 1), "n1", 1L);
        assertAnomaly(finallyHolding(seen), "lost-write", "without 1");
        Recording both = readAt(uncertainWrite(uncertainWrite(new Recording(), 0, 1), 1, 2), "n1", 1L, 2L);
        assertAnomaly(finallyHolding(both), "lost-write", "without 1");
    }

    @Test
    void unreadableHistoriesAreUnknown() {
        Recording twice = finallyHolding(write(write(new Recording(), 0, 1), 1, 1), 1L);
        assertThat(check(twice).summary()).contains("found two writes of 1");
        Recording cas = finallyHolding(new Recording().did(0, "cas", List.of("x", 1L), List.of("x", 1L)));
        assertThat(check(cas).summary()).contains("found the function cas, expected read or write");
        Recording bare = finallyHolding(new Recording().did(0, "write", List.of("x", 1L), List.of("x", 1L)), 1L);
        assertThat(check(bare).summary()).contains("expected [key value overwritten]");
        assertThat(check(write(new Recording(), 0, 1)).summary()).contains("found no final read");
        Recording silent = readAt(write(new Recording(), 0, 1), "n2", 1L);
        assertThat(check(finallyHolding(silent, 1L)).validity()).isEqualTo(Validity.UNKNOWN);
    }
}

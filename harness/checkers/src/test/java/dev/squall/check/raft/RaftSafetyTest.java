package dev.squall.check.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RaftSafetyTest {

    private final RaftSafety raft = new RaftSafety();
    private long clock;

    private void leader(String node, long term) {
        raft.becameLeader(clock += 1_000_000, node, 0, term);
    }

    private void append(String node, long index, long term, Object command) {
        raft.appended(clock += 1_000_000, node, 0, index, term, command);
    }

    private void commit(String node, long term, long length) {
        raft.committed(clock += 1_000_000, node, 0, term, length);
    }

    private void apply(String node, long index, long term, Object command) {
        raft.applied(clock += 1_000_000, node, 0, index, term, command);
    }

    private Verdict verdict(String property) {
        return raft.verdicts().stream()
                .filter(verdict -> verdict.checker().equals(property))
                .findFirst()
                .orElseThrow();
    }

    private void assertOnlyViolation(String property, String anomaly) {
        for (Verdict verdict : raft.verdicts()) {
            boolean broken = verdict.checker().equals(property);
            assertThat(verdict.validity())
                    .as(verdict.toString())
                    .isEqualTo(broken ? Validity.VIOLATION : Validity.VALID);
            assertThat(verdict.anomaly()).isEqualTo(broken ? anomaly : "");
        }
    }

    private void recover(String node, Long... terms) {
        raft.recovered(clock += 1_000_000, node, 1, 0, 0, List.of(terms));
    }

    @Test
    void recoveredTermsFillUnreportedEntries() {
        leader("n1", 1);
        append("n1", 0, 1, "a");
        append("n2", 0, 1, "a");
        recover("n2", 1L, 1L, 1L);
        raft.truncated(clock += 1_000_000, "n2", 1, 2);
        append("n1", 1, 1, "b");
        append("n3", 0, 1, "a");
        append("n3", 1, 1, "b");
        commit("n1", 1, 2);
        leader("n2", 2);

        assertThat(raft.verdicts()).allMatch(verdict -> verdict.validity() == Validity.VALID);
    }

    @Test
    void unreportedEntryWithOtherPrefixDiverges() {
        append("n1", 0, 1, "a");
        append("n1", 1, 3, "b");
        append("n2", 0, 2, "x");
        recover("n2", 2L, 3L, 3L);
        append("n1", 2, 3, "c");

        assertThat(verdict("log-matching").validity()).isEqualTo(Validity.VALID);

        append("n3", 0, 2, "x");
        append("n3", 1, 3, "b");

        assertThat(verdict("log-matching").anomaly()).isEqualTo("logs-diverge-below-agreement");
    }

    @Test
    void differentCommandsForUnreportedEntryDiverge() {
        recover("n2", 1L);
        append("n1", 0, 1, "a");

        assertThat(verdict("log-matching").validity()).isEqualTo(Validity.VALID);

        append("n3", 0, 1, "b");

        assertThat(verdict("log-matching").anomaly()).isEqualTo("logs-diverge-below-agreement");
    }

    @Test
    void overwrittenUncommittedTailIsValid() {
        leader("n1", 1);
        append("n1", 0, 1, "a");
        append("n2", 0, 1, "a");
        commit("n1", 1, 1);
        apply("n1", 0, 1, "a");
        append("n1", 1, 1, "lost");
        leader("n2", 2);
        append("n2", 1, 2, "b");
        raft.truncated(clock, "n1", 0, 1);
        append("n1", 1, 2, "b");
        commit("n2", 2, 2);
        apply("n2", 0, 1, "a");
        apply("n2", 1, 2, "b");
        apply("n1", 1, 2, "b");
        assertThat(raft.verdicts()).extracting(Verdict::validity).containsOnly(Validity.VALID);
        assertThat(raft.verdicts())
                .extracting(Verdict::checker)
                .containsExactly(
                        "election-safety",
                        "log-matching",
                        "leader-completeness",
                        "state-machine-safety",
                        "state-machine-replication");
    }

    @Test
    void twoLeadersInOneTermBreakElectionSafety() {
        leader("n1", 3);
        raft.becameLeader(2_500_000_000L, "n2", 1, 3);
        assertOnlyViolation("election-safety", "two-leaders-in-one-term");
        assertThat(verdict("election-safety").summary())
                .isEqualTo("two nodes became leader in term 3: n1 at 0.001 s and n2 (life 1) at 2.500 s");
    }

    @Test
    void differentCommandsBreakLogMatching() {
        append("n1", 0, 1, "a");
        append("n2", 0, 1, "b");
        assertOnlyViolation("log-matching", "logs-diverge-below-agreement");
        assertThat(verdict("log-matching").summary()).contains("n1", "n2", "index 0", "term 1", "a", "b");
    }

    @Test
    void differentEarlierTermsBreakLogMatching() {
        append("n1", 0, 1, "a");
        append("n2", 0, 2, "a");
        append("n1", 1, 3, "x");
        assertThat(verdict("log-matching").validity()).isEqualTo(Validity.VALID);
        append("n2", 1, 3, "x");
        assertOnlyViolation("log-matching", "logs-diverge-below-agreement");
    }

    @Test
    void missingCommittedEntryBreaksCompleteness() {
        leader("n1", 1);
        append("n1", 0, 1, "a");
        append("n1", 1, 1, "b");
        append("n2", 0, 1, "a");
        commit("n1", 1, 2);
        leader("n2", 2);
        assertOnlyViolation("leader-completeness", "committed-entry-missing-in-leader");
        assertThat(verdict("leader-completeness").summary())
                .contains("n2", "term 2", "index 1", "n1", "its log ended before it");
    }

    @Test
    void commitReportedAfterElectionCounts() {
        leader("n1", 1);
        append("n1", 0, 1, "a");
        leader("n2", 2);
        append("n2", 0, 2, "b");
        commit("n1", 1, 1);
        assertOnlyViolation("leader-completeness", "committed-entry-missing-in-leader");
    }

    @Test
    void earlierLeaderNeedsNoLaterCommit() {
        append("n1", 0, 3, "a");
        commit("n1", 3, 1);
        leader("n2", 2);
        leader("n3", 3);
        assertThat(verdict("leader-completeness").validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void lowerCommitReportBindsLeadersBetween() {
        append("n1", 0, 1, "a");
        append("n3", 0, 1, "a");
        commit("n1", 5, 1);
        leader("n2", 4);
        assertThat(verdict("leader-completeness").validity()).isEqualTo(Validity.VALID);
        commit("n3", 3, 1);
        assertThat(verdict("leader-completeness").validity()).isEqualTo(Validity.VIOLATION);
    }

    @Test
    void differentAppliedEntriesBreakSafety() {
        apply("n1", 4, 2, "a");
        apply("n2", 4, 3, "a");
        assertOnlyViolation("state-machine-safety", "different-entries-applied-at-one-index");
        assertThat(verdict("state-machine-safety").summary()).contains("index 4", "n1", "term 2", "n2", "term 3");
    }

    @Test
    void equalStatesAtOneLengthKeepReplication() {
        raft.stateReached(1, "n1", 0, 32, 5);
        raft.stateReached(2, "n1", 0, 64, 6);
        raft.stateReached(3, "n2", 0, 32, 5);
        raft.stateReached(4, "n1", 1, 64, 6);
        assertThat(raft.verdicts()).extracting(Verdict::validity).containsOnly(Validity.VALID);
        assertThat(verdict("state-machine-replication").details())
                .containsEntry("lengths", 2)
                .containsEntry("compared", 2L);
    }

    @Test
    void differentStatesBreakReplication() {
        raft.stateReached(1_000_000_000L, "n1", 0, 32, 5);
        raft.stateReached(2_000_000_000L, "n2", 1, 32, 6);
        raft.stateReached(3_000_000_000L, "n3", 0, 32, 7);
        assertOnlyViolation("state-machine-replication", "replica-states-differ");
        assertThat(verdict("state-machine-replication").summary())
                .isEqualTo("states differ after the first 32 entries: that of n1 at 1.000 s and that of n2 (life 1) at"
                        + " 2.000 s");
        assertThat(verdict("state-machine-replication").details()).containsEntry("length", 32L);
    }

    @Test
    void differentStateInNextLifeBreaksReplication() {
        raft.stateReached(1, "n1", 0, 10, 5);
        raft.stateReached(2, "n1", 1, 10, 6);
        assertOnlyViolation("state-machine-replication", "replica-states-differ");
    }

    @Test
    void logHoleMakesLogPropertiesUnknown() {
        append("n1", 3, 1, "a");
        assertThat(verdict("log-matching").validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict("leader-completeness").validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict("election-safety").validity()).isEqualTo(Validity.VALID);
        assertThat(verdict("log-matching").summary()).contains("n1", "index 3", "0 entries");
    }

    @Test
    void commitBeyondLogMakesCompletenessUnknown() {
        append("n1", 0, 1, "a");
        commit("n1", 1, 2);
        assertThat(verdict("leader-completeness").validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict("log-matching").validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void snapshotStandsForItsLog() {
        append("n1", 0, 1, "a");
        append("n1", 1, 1, "b");
        commit("n1", 1, 2);
        raft.installedSnapshot(clock, "n2", 0, 2, 1);
        leader("n2", 2);
        append("n2", 2, 2, "c");
        raft.installedSnapshot(clock, "n3", 0, 1, 1);
        assertThat(raft.verdicts()).extracting(Verdict::validity).containsOnly(Validity.VALID);
        leader("n3", 3);
        assertOnlyViolation("leader-completeness", "committed-entry-missing-in-leader");
    }

    @Test
    void snapshotOfUnreportedEntriesIsNoViolation() {
        raft.installedSnapshot(clock, "n1", 0, 5, 2);
        append("n1", 5, 3, "a");
        commit("n1", 3, 6);
        leader("n1", 4);
        for (int index = 0; index < 5; index++) {
            append("n2", index, 2, index);
        }
        append("n2", 5, 3, "a");
        leader("n2", 5);
        assertThat(raft.verdicts()).extracting(Verdict::validity).containsOnly(Validity.VALID);
    }

    /** Against the definition: any two logs that any node ever had, compared entry by entry. */
    @Test
    void logMatchingAgreesWithItsDefinition() {
        Random random = new Random(3);
        Map<Boolean, Integer> verdicts = new HashMap<>();
        for (int run = 0; run < 3_000; run++) {
            RaftSafety checked = new RaftSafety();
            Map<String, List<Entry>> logs = new HashMap<>();
            Set<List<Entry>> all = new HashSet<>();
            for (int step = 0; step < 3 + random.nextInt(10); step++) {
                String node = "n" + random.nextInt(3);
                List<Entry> log = new ArrayList<>(logs.getOrDefault(node, List.of()));
                if (random.nextInt(4) == 0) {
                    log = log.subList(0, random.nextInt(log.size() + 1));
                    checked.truncated(step, node, 0, log.size());
                } else {
                    Entry entry = new Entry(random.nextInt(3), random.nextInt(8) == 0 ? "y" : "x");
                    checked.appended(step, node, 0, log.size(), entry.term(), entry.command());
                    log.add(entry);
                }
                logs.put(node, log);
                all.add(List.copyOf(log));
            }
            boolean matching = all.stream().allMatch(a -> all.stream().allMatch(b -> match(a, b)));
            Validity found = checked.verdicts().get(1).validity();
            assertThat(found).as(all.toString()).isEqualTo(matching ? Validity.VALID : Validity.VIOLATION);
            verdicts.merge(matching, 1, Integer::sum);
        }
        assertThat(verdicts.get(true)).isGreaterThan(300);
        assertThat(verdicts.get(false)).isGreaterThan(300);
    }

    private record Entry(long term, String command) {}

    private static boolean match(List<Entry> a, List<Entry> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (a.get(i).term() == b.get(i).term() && !Objects.equals(a.subList(0, i + 1), b.subList(0, i + 1))) {
                return false;
            }
        }
        return true;
    }
}

package dev.squall.lectures.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.lectures.crdt.CrdtFacts.Processed;
import dev.squall.lectures.crdt.CrdtFacts.Sent;
import dev.squall.lectures.crdt.CrdtFacts.Updates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Tests of the analysis of strong eventual consistency, and of the checker of final reads. */
class CrdtJudgesTest {

    private final SecJournal journal = new SecJournal();
    private long now;

    private void processed(String node, String state, Updates... updates) {
        journal.onFact(++now, node, 0, new Processed(List.of(updates), state));
    }

    private static Updates of(String node, long first, long last) {
        return new Updates(node, first, last);
    }

    private Verdict sec() {
        return journal.verdicts().get(0);
    }

    @Test
    void equalStatesAfterTheSameUpdatesAreValid() {
        processed("n1", "a", of("n1", 1, 1));
        processed("n2", "b", of("n2", 1, 1));
        processed("n1", "ab", of("n2", 1, 1));
        processed("n2", "ab", of("n1", 1, 1));

        assertThat(sec().validity()).isEqualTo(Validity.VALID);
        assertThat(sec().summary()).contains("1 comparisons");
    }

    @Test
    void differentStatesAfterTheSameUpdatesAreAViolation() {
        processed("n1", "a", of("n1", 1, 1), of("n2", 1, 2));
        processed("n2", "b", of("n2", 1, 1));
        processed("n2", "b", of("n2", 2, 2), of("n1", 1, 1));

        assertThat(sec().anomaly()).isEqualTo(SecJournal.ANOMALY);
        assertThat(sec().summary()).contains("1 of n1, 1 to 2 of n2");
    }

    @Test
    void differentStatesAfterDifferentUpdatesAreValid() {
        processed("n1", "a", of("n1", 1, 1));
        processed("n2", "b", of("n1", 2, 2));
        processed("n3", "c", of("n1", 2, 2), of("n1", 4, 4));

        assertThat(sec().validity()).isEqualTo(Validity.VALID);
        assertThat(sec().summary()).contains("0 comparisons");
    }

    @Test
    void stateThatChangesWithoutAnUpdateIsAViolation() {
        processed("n1", "1", of("n1", 1, 1));
        processed("n1", "2", of("n1", 1, 1));

        assertThat(sec().anomaly()).isEqualTo(SecJournal.ANOMALY);
    }

    @Test
    void restartedReplicaIsNotJudged() {
        processed("n1", "a", of("n1", 1, 1));
        journal.onFact(++now, "n1", 1, new Processed(List.of(of("n1", 1, 1)), "b"));

        assertThat(sec().validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void journalWithoutFactsHasNoVerdict() {
        assertThat(journal.verdicts()).isEmpty();
    }

    @Test
    void sizesAreAveraged() {
        processed("n1", "a", of("n1", 1, 1));
        journal.onFact(1, "n1", 0, new Sent(1, 10, false));
        journal.onFact(2, "n1", 0, new Sent(3, 20, false));
        journal.onFact(3, "n1", 0, new Sent(3, 30, true));

        assertThat(journal.verdicts().get(1).details())
                .containsEntry("values", 2.0)
                .containsEntry(SecJournal.SHARE, 1.0)
                .containsEntry("characters", 20.0);
    }

    /** Compares the analysis with plain sets, on random deliveries of ranges. */
    @Property(tries = 300)
    void analysisAgreesWithPlainSets(@ForAll long seed) {
        Random random = new Random(seed);
        SecJournal analysis = new SecJournal();
        Map<String, Set<List<Object>>> sets = new HashMap<>();
        Map<Set<List<Object>>, String> states = new HashMap<>();
        boolean isBroken = false;
        for (int i = 0; i < 25; i++) {
            String node = "n" + random.nextInt(3);
            String origin = "n" + random.nextInt(2);
            long first = 1 + random.nextInt(4);
            long last = first + random.nextInt(2);
            Set<List<Object>> set = sets.computeIfAbsent(node, unknown -> new HashSet<>());
            LongStream.rangeClosed(first, last).forEach(number -> set.add(List.of(origin, number)));
            String state = random.nextInt(30) == 0
                    ? "other"
                    : new TreeSet<>(set.stream().map(Object::toString).toList()).toString();
            String before = states.putIfAbsent(Set.copyOf(set), state);
            isBroken |= before != null && !before.equals(state);
            analysis.onFact(i, node, 0, new Processed(List.of(of(origin, first, last)), state));
        }

        assertThat(analysis.verdicts().get(0).validity() == Validity.VIOLATION).isEqualTo(isBroken);
    }

    private final List<Operation> operations = new ArrayList<>();

    private void operation(int process, String function, Type outcome, Object value) {
        operations.add(new Operation(0, 0, Type.INVOKE, process, function, value));
        operations.add(new Operation(0, 0, outcome, process, function, value));
    }

    private Verdict finalReads(Object... values) {
        operations.add(new Operation(0, 0, Type.INFO, Operation.NEMESIS, "begin-liveness-phase", null));
        for (int i = 0; i < values.length; i++) {
            operations.add(new Operation(0, 0, Type.INVOKE, i, "read", null, Map.of("node", "n" + i)));
            operations.add(new Operation(0, 0, Type.OK, i, "read", values[i], Map.of("node", "n" + i)));
        }
        return new OrSetWorkload.AddWins().check(History.of(operations), Budget.DEFAULT);
    }

    @Test
    void elementAddedAfterItsRemoveMustBePresent() {
        operation(0, "remove", Type.OK, 1L);
        operation(0, "add", Type.OK, 1L);

        assertThat(finalReads(List.of(), List.of()).anomaly()).isEqualTo("lost-element");
    }

    @Test
    void elementWithARemoveOfUnknownOutcomeMayBeAbsentOrPresent() {
        operation(0, "remove", Type.INFO, 1L);
        operation(1, "add", Type.OK, 1L);

        assertThat(finalReads(List.of(), List.of()).validity()).isEqualTo(Validity.VALID);
        assertThat(finalReads(List.of(1L), List.of(1L)).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void elementThatNobodyAddedIsAViolation() {
        operation(0, "add", Type.FAIL, 1L);

        assertThat(finalReads(List.of(1L), List.of(1L)).anomaly()).isEqualTo("unexpected-element");
    }

    @Test
    void unequalReplicasAreAViolation() {
        operation(0, "add", Type.INFO, 1L);

        assertThat(finalReads(List.of(1L), List.of()).anomaly()).isEqualTo("replicas-differ");
        assertThat(finalReads().validity()).isEqualTo(Validity.UNKNOWN);
    }
}

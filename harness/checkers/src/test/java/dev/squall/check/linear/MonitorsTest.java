package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.CollectionSpecs.ContainerSpec;
import dev.squall.check.linear.CollectionSpecs.SetSpec;
import dev.squall.check.linear.CollectionSpecs.SetUse;
import dev.squall.check.linear.RegisterSpecs.AppendSpec;
import dev.squall.check.linear.RegisterSpecs.RegisterSpec;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;
import dev.squall.check.linear.calls.Partition;
import dev.squall.check.linear.model.Models;
import dev.squall.check.linear.monitor.Monitors;
import dev.squall.check.linear.search.Engines;
import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import dev.squall.history.HistoryWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MonitorsTest {

    private static final int HISTORIES = Integer.getInteger("squall.monitor.histories", 400);
    private static final Budget SHORT = new Budget(Duration.ofMillis(200), 1L << 28);

    static List<Spec> specs() {
        List<Spec> specs = new ArrayList<>(List.of(
                new RegisterSpec(false, true),
                new RegisterSpec(true, true),
                new AppendSpec(true),
                new SetSpec(SetUse.GROW_ONLY)));
        ContainerSpec.all().stream()
                .filter(spec -> ((ContainerSpec) spec).unique())
                .forEach(specs::add);
        return specs;
    }

    /** Compares monitors with the search, and skips histories that the search does not decide within a short time. */
    @ParameterizedTest
    @MethodSource("specs")
    void longHistoriesAgreeWithTheSearch(Spec spec) {
        Random random = new Random(spec.toString().hashCode() + 5);
        int compared = 0;
        int violations = 0;
        for (int i = 0; i < HISTORIES; i++) {
            History valid = SmallHistories.valid(spec, 10 + random.nextInt(16), 2 + random.nextInt(3), random);
            History history = random.nextInt(4) == 0 ? valid : SmallHistories.damaged(spec, valid, random);
            for (Calls calls : Partition.of(history, spec.model(), false, new Meter(Budget.DEFAULT))
                    .calls()
                    .values()) {
                Optional<Decision> monitored = Monitors.decide(calls, new Meter(Budget.DEFAULT));
                Validity searched = Engines.search(calls, SHORT);
                if (monitored.isPresent() && searched != Validity.UNKNOWN) {
                    assertThat(monitored.get().validity())
                            .as(monitored.get() + "\n" + HistoryWriter.toEdn(history))
                            .isEqualTo(searched);
                    compared++;
                    violations += searched == Validity.VIOLATION ? 1 : 0;
                }
            }
        }
        assertThat(compared).isGreaterThan(HISTORIES / 2);
        assertThat(violations).isBetween(HISTORIES / 10, HISTORIES - HISTORIES / 10);
    }

    private static Verdict check(String model, String... lines) {
        StringBuilder edn = new StringBuilder();
        for (String line : lines) {
            String[] words = line.split(" ", 4);
            edn.append(String.format("{:process %s, :type :%s, :f :%s, :value %s}%n", (Object[]) words));
        }
        return new LinearizabilityChecker(Models.named(model).model(), false)
                .check(HistoryReader.parse(edn.toString()), Budget.DEFAULT);
    }

    @Test
    void secondQueueValueFirstIsOutOfOrder() {
        Verdict verdict = check(
                "fifo-queue",
                "0 invoke enqueue 1",
                "0 ok enqueue 1",
                "0 invoke enqueue 2",
                "0 ok enqueue 2",
                "1 invoke dequeue nil",
                "1 ok dequeue 2");
        assertThat(verdict.anomaly()).isEqualTo("out-of-order");
        assertThat(verdict.details()).containsEntry("methods", List.of("fifo-queue-monitor"));
        assertThat(verdict.summary())
                .isEqualTo("dequeue by process 1 returned 2 (operation 5), but a value that was put in before that one"
                        + " was never taken: that of enqueue by process 0 of 1 (operation 1)");
        assertThat(verdict.operations()).containsExactly(0, 1, 4, 5);
    }

    @Test
    void crashedDequeueMayHaveTakenFirstValue() {
        Verdict verdict = check(
                "fifo-queue",
                "0 invoke enqueue 1",
                "0 ok enqueue 1",
                "0 invoke enqueue 2",
                "0 ok enqueue 2",
                "2 invoke dequeue nil",
                "1 invoke dequeue nil",
                "1 ok dequeue 2",
                "2 info dequeue nil");
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.details()).containsEntry("methods", List.of("fifo-queue-monitor"));
    }

    @Test
    void appendsAreKnownFromTheTextsRead() {
        Verdict verdict = check(
                "kv-map",
                "0 invoke append \"a.\"",
                "1 invoke append \"b.\"",
                "0 ok append \"a.\"",
                "2 invoke get nil",
                "2 ok get \"b.a.\"",
                "1 ok append \"b.\"");
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.details()).containsEntry("methods", List.of("append-monitor"));
    }

    @Test
    void textThatMissesAnEndedAppendIsStale() {
        Verdict verdict = check(
                "kv-map",
                "0 invoke put \"a.\"",
                "0 ok put \"a.\"",
                "1 invoke append \"b.\"",
                "1 ok append \"b.\"",
                "2 invoke get nil",
                "2 ok get \"a.\"",
                "2 invoke get nil",
                "2 ok get \"a.b.\"");
        assertThat(verdict.anomaly()).isEqualTo("stale-read");
        assertThat(verdict.details()).containsEntry("methods", List.of("append-monitor"));
        assertThat(verdict.operations()).containsExactly(2, 3, 4, 5);
    }

    @Test
    void putOverAnUnreadAppendHidesIt() {
        assertThat(check(
                                "kv-map",
                                "0 invoke append \"a.\"",
                                "1 invoke put \"b.\"",
                                "0 ok append \"a.\"",
                                "1 ok put \"b.\"",
                                "2 invoke get nil",
                                "2 ok get \"b.\"")
                        .validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void eachWrongTextIsRefutedByItsName() {
        String[] appends = {
            "0 invoke append \"a.\"", "1 invoke append \"b.\"", "0 ok append \"a.\"", "1 ok append \"b.\""
        };
        assertThat(anomalyOfReads(appends, "a.c.")).isEqualTo("unwritten-value");
        assertThat(anomalyOfReads(appends, "a.a.b.")).isEqualTo("append-applied-twice");
        assertThat(anomalyOfReads(appends, "a.b.", "b.a.")).isEqualTo("incomparable-reads");
        assertThat(anomalyOfReads(appends, "a.")).isEqualTo("stale-read");
    }

    private static String anomalyOfReads(String[] before, String... texts) {
        List<String> lines = new ArrayList<>(List.of(before));
        for (String text : texts) {
            lines.add("2 invoke get nil");
            lines.add("2 ok get \"" + text + "\"");
        }
        return check("kv-map", lines.toArray(String[]::new)).anomaly();
    }

    @Test
    void readWithSeveralSpellingsIsLeftToTheSearch() {
        Verdict verdict = check(
                "kv-map",
                "0 invoke append \"a\"",
                "0 ok append \"a\"",
                "0 invoke append \"a\"",
                "1 invoke get nil",
                "1 ok get \"a\"",
                "0 ok append \"a\"");
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.details()).containsEntry("methods", List.of("depth-first"));
    }

    @Test
    void twiceTakenValueIsDuplicate() {
        Verdict verdict = check(
                "stack",
                "0 invoke push 1",
                "0 ok push 1",
                "1 invoke pop nil",
                "1 ok pop 1",
                "1 invoke pop nil",
                "1 ok pop 1");
        assertThat(verdict.anomaly()).isEqualTo("duplicate");
    }

    @Test
    void lowerStackValueFirstIsOutOfOrder() {
        Verdict verdict = check(
                "stack",
                "0 invoke push 1",
                "0 ok push 1",
                "0 invoke push 2",
                "0 ok push 2",
                "1 invoke pop nil",
                "1 ok pop 1",
                "1 invoke pop nil",
                "1 ok pop 2");
        assertThat(verdict.anomaly()).isEqualTo("out-of-order");
        assertThat(verdict.details()).containsEntry("methods", List.of("stack-monitor"));
    }

    @Test
    void largerPriorityValueFirstIsOutOfOrder() {
        Verdict verdict = check(
                "priority-queue",
                "0 invoke insert 1",
                "0 ok insert 1",
                "0 invoke insert 2",
                "0 ok insert 2",
                "1 invoke delete-min nil",
                "1 ok delete-min 2");
        assertThat(verdict.summary()).contains("delete-min by process 1 returned 2", "a smaller value was in");
        assertThat(verdict.details()).containsEntry("methods", List.of("priority-queue-monitor"));
    }

    @Test
    void nonEmptyStackCannotReturnEmpty() {
        Verdict verdict = check(
                "stack", "0 invoke push 1", "0 ok push 1", "1 invoke pop nil", "1 ok pop nil", "1 invoke pop nil");
        assertThat(verdict.summary()).contains("pop by process 1 returned :empty");
    }

    @Test
    void partialSetReadsAreIncomparable() {
        Verdict verdict = check(
                "set",
                "0 invoke add 1",
                "1 invoke add 2",
                "2 invoke read nil",
                "2 ok read [1]",
                "2 invoke read nil",
                "2 ok read #{2}",
                "0 ok add 1",
                "1 ok add 2");
        assertThat(verdict.anomaly()).isEqualTo("incomparable-reads");
        assertThat(verdict.details()).containsEntry("methods", List.of("growing-set-monitor"));
    }

    @Test
    void registerReturningToOldValueIsStale() {
        Verdict verdict = check(
                "register",
                "0 invoke write 1",
                "1 invoke write 2",
                "2 invoke read nil",
                "2 ok read 1",
                "2 invoke read nil",
                "2 ok read 2",
                "2 invoke read nil",
                "2 ok read 1",
                "0 ok write 1",
                "1 ok write 2");
        assertThat(verdict.anomaly()).isEqualTo("stale-read");
        assertThat(verdict.details()).containsEntry("methods", List.of("register-monitor"));
    }

    @Test
    void mutuallyPrecedingValuesAreNamed() {
        Verdict verdict = check(
                "register",
                "0 invoke write 1",
                "1 invoke write 2",
                "0 ok write 1",
                "1 ok write 2",
                "0 invoke read nil",
                "1 invoke read nil",
                "0 ok read 1",
                "1 ok read 2");
        assertThat(verdict.summary())
                .isEqualTo("read by process 1 returned 2 (operation 7), but its value and another would each have to be"
                        + " in place before the other: that of write by process 0 of 1 (operation 2)");
        assertThat(verdict.operations()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }
}

package dev.squall.check.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.check.linear.model.AppendRegister;
import dev.squall.history.History;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LinearizableAppendsTest {

    private final Recording recording = new Recording();

    private Verdict check() {
        return new LinearizableAppends().check(recording.history(), Budget.DEFAULT);
    }

    private LinearizableAppendsTest appended(int process, long key, String element) {
        recording.did(process, "append", List.of(key, element), List.of(key, element));
        return this;
    }

    private LinearizableAppendsTest got(int process, long key, String string) {
        recording.did(process, "get", Arrays.asList(key, null), List.of(key, string));
        return this;
    }

    @Test
    void getsOfEachAppendInOrderAreValid() {
        got(0, 7, "")
                .appended(0, 7, "1,")
                .appended(1, 7, "11,")
                .got(0, 7, "1,11,")
                .appended(0, 8, "1,");
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        assertThat(check().details()).containsEntry("keys", 2).containsEntry("operations", 5);
    }

    @Test
    void repeatedElementWasAppliedTwice() {
        appended(3, 7, "1,").appended(0, 7, "2,").got(1, 7, "1,2,1,");
        assertThat(check().anomaly()).isEqualTo("append-applied-twice");
        assertThat(check().summary())
                .isEqualTo(
                        "key 7: the get of process 1 (operation 5) found twice the element \"1\", which the append of"
                                + " process 3 (operation 1) appended once");
        assertThat(check().operations()).containsExactly(0, 1, 4, 5);
    }

    @Test
    void unknownAppendTakesEffectAtMostOnce() {
        recording.invoke(0, "append", List.of(7L, "1,")).info(0, "append", List.of(7L, "1,"));
        got(1, 7, "").got(1, 7, "1,");
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        got(1, 7, "1,1,");
        assertThat(check().anomaly()).isEqualTo("append-applied-twice");
    }

    @Test
    void getMissingAcknowledgedAppendIsStale() {
        appended(0, 7, "1,").got(1, 7, "");
        assertThat(check().anomaly()).isEqualTo("stale-read");
        assertThat(check().operations()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void appendsAgainstRealTimeOrderAreFound() {
        appended(0, 7, "1,").appended(0, 7, "2,").got(1, 7, "2,1,");
        assertThat(check().anomaly()).isEqualTo("real-time-order-broken");
    }

    @Test
    void getsWithoutACommonPrefixDiverge() {
        recording.invoke(0, "append", List.of(7L, "1,")).invoke(1, "append", List.of(7L, "2,"));
        got(2, 7, "1,").got(3, 7, "2,");
        assertThat(check().anomaly()).isEqualTo("reads-diverge");
    }

    @Test
    void unappendedElementIsPhantom() {
        recording.invoke(0, "append", List.of(7L, "1,")).fail(0, "append", List.of(7L, "1,"));
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        got(1, 7, "1,");
        assertThat(check().anomaly()).isEqualTo("phantom-append");
        got(1, 8, "5,");
        assertThat(check().validity()).isEqualTo(Validity.VIOLATION);
    }

    @Test
    void otherShapeIsUnknownWithExpectation() {
        appended(0, 7, "1");
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(check().summary()).contains("operation 1, append, has [7 \"1\"]", "ends with a comma");
    }

    @Test
    void sharedElementsAreUnknown() {
        appended(0, 7, "1,").appended(1, 7, "1,").got(0, 7, "1,1,");
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(check().summary()).contains("operation 3", "no other append to its key");
    }

    @Test
    void aGetOfSomethingElseThanElementsIsUnknown() {
        recording.did(0, "get", Arrays.asList(7L, null), List.of(7L, 5L));
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
    }

    /** Against the checker for any model, which searches for a linearization. */
    @Test
    void smallHistoriesAgreeWithGeneralChecker() {
        Random random = new Random(5);
        LinearizabilityChecker general = new LinearizabilityChecker(new AppendRegister(""), true);
        Map<Validity, Integer> verdicts = new EnumMap<>(Validity.class);
        for (int run = 0; run < 4_000; run++) {
            History history = randomHistory(random);
            Validity expected = general.check(history, Budget.DEFAULT).validity();
            Verdict found = new LinearizableAppends().check(history, Budget.DEFAULT);
            assertThat(found.validity())
                    .as(found + " of " + history.operations())
                    .isEqualTo(expected);
            verdicts.merge(expected, 1, Integer::sum);
        }
        assertThat(verdicts.get(Validity.VALID)).isGreaterThan(400);
        assertThat(verdicts.get(Validity.VIOLATION)).isGreaterThan(400);
    }

    /** Operations take effect at random moments while they are open; a few gets err. */
    private static History randomHistory(Random random) {
        Recording recording = new Recording();
        StringBuilder string = new StringBuilder();
        Map<Integer, String> open = new TreeMap<>();
        Map<Integer, String> got = new TreeMap<>();
        int next = 0;
        for (int step = 0; step < 24; step++) {
            int process = random.nextInt(4);
            if (!open.containsKey(process)) {
                String element = random.nextBoolean() ? "" : next++ + ",";
                open.put(process, element);
                List<Object> value = Arrays.asList(0L, element.isEmpty() ? null : element);
                recording.invoke(process, element.isEmpty() ? "get" : "append", value);
            } else if (!got.containsKey(process)) {
                String before = string.toString();
                boolean lost = random.nextInt(20) == 0;
                string.append(lost ? "" : open.get(process));
                got.put(process, random.nextInt(15) == 0 && before.length() > 1 ? "" : before);
            } else {
                complete(recording, process, open.remove(process), got.remove(process), random);
            }
        }
        return recording.history();
    }

    private static void complete(Recording recording, int process, String element, String got, Random random) {
        if (element.isEmpty()) {
            recording.ok(process, "get", List.of(0L, got));
        } else if (random.nextInt(20) == 0) {
            recording.fail(process, "append", List.of(0L, element));
        } else {
            recording.ok(process, "append", List.of(0L, element));
        }
    }
}

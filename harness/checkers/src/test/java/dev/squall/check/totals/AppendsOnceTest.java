package dev.squall.check.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppendsOnceTest {

    private final Recording recording = new Recording();

    private Verdict check() {
        return new AppendsOnce().check(recording.history(), Budget.DEFAULT);
    }

    private AppendsOnceTest appended(int process, long key, String element) {
        recording.did(process, "append", List.of(key, element), List.of(key, element));
        return this;
    }

    private AppendsOnceTest got(int process, long key, String string) {
        recording.did(process, "get", Arrays.asList(key, null), List.of(key, string));
        return this;
    }

    @Test
    void stringsInWhichEveryElementIsOnceAreValid() {
        got(0, 7, "")
                .appended(0, 7, "1,")
                .appended(1, 7, "11,")
                .got(0, 7, "1,11,")
                .got(1, 7, "11,1,");
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        assertThat(check().details()).containsEntry("gets", 3).containsEntry("appends", 2);
    }

    @Test
    void anElementThatIsThereTwiceWasAppliedTwice() {
        appended(3, 7, "1,").appended(0, 7, "2,").got(1, 7, "1,2,1,");
        Verdict verdict = check();
        assertThat(verdict.anomaly()).isEqualTo("append-applied-twice");
        assertThat(verdict.summary())
                .isEqualTo("a get of key 7 by process 1 (operation 5) found twice the element \"1,\", which process 3"
                        + " appended once (operation 1)");
        assertThat(verdict.operations()).containsExactly(0, 1, 4, 5);
    }

    @Test
    void anAppendOfUnknownOutcomeMayTakeEffectOnceButNotTwice() {
        recording.invoke(0, "append", List.of(7L, "1,")).info(0, "append", List.of(7L, "1,"));
        got(1, 7, "1,");
        assertThat(check().validity()).isEqualTo(Validity.VALID);
        got(1, 7, "1,1,");
        assertThat(check().anomaly()).isEqualTo("append-applied-twice");
    }

    @Test
    void theSameElementUnderTwoKeysIsNotTwice() {
        appended(0, 7, "1,").appended(0, 8, "1,").got(0, 7, "1,").got(0, 8, "1,");
        assertThat(check().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void aHistoryOfAnotherShapeIsUnknownAndToldWhatIsExpected() {
        appended(0, 7, "1");
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(check().summary()).contains("operation 1, append, has [7 \"1\"]", "ends with a comma");
    }

    @Test
    void elementsThatTwoAppendsShareAreToldRatherThanTakenForRepetitions() {
        appended(0, 7, "1,").appended(1, 7, "1,").got(0, 7, "1,1,");
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(check().summary()).contains("operation 3", "no other append to its key");
    }

    @Test
    void aGetOfSomethingElseThanAStringIsUnknown() {
        recording.did(0, "get", Arrays.asList(7L, null), List.of(7L, 5L));
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
    }
}

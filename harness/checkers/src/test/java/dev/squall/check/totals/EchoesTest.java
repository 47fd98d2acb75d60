package dev.squall.check.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Recording;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import org.junit.jupiter.api.Test;

class EchoesTest {

    private final Recording recording = new Recording();

    private Verdict check() {
        return new Echoes().check(recording.history(), Budget.DEFAULT);
    }

    @Test
    void sameValuesAreValid() {
        recording.did(0, "echo", "a", "a").did(1, "echo", 1L, 1L);
        assertThat(check().validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void otherValueIsWrong() {
        recording.did(0, "echo", "a", "a").did(1, "echo", 1L, "1");
        assertThat(check().anomaly()).isEqualTo("wrong-echo");
        assertThat(check().operations()).containsExactly(2, 3);
        assertThat(check().summary()).isEqualTo("1 of 2 echoes are wrong; the first: 1 was answered with \"1\"");
    }

    @Test
    void noEchoIsUnknown() {
        recording.invoke(0, "echo", "a").fail(0, "echo", "a");
        assertThat(check().validity()).isEqualTo(Validity.UNKNOWN);
    }
}

package dev.squall.check.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.linear.model.CasRegister;
import dev.squall.check.linear.model.Models;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyReadingTest {

    private static KeyReading read(String... lines) {
        return KeyReading.of(LinearizabilityCheckerTest.history(lines), new CasRegister(null)::call);
    }

    private static String values(History history) {
        return history.operations().stream()
                .map(operation -> EdnWriter.toEdn(operation.value()))
                .collect(Collectors.joining(" "));
    }

    private static Verdict check(History history, boolean keyed, String model) {
        return new LinearizabilityChecker(Models.named(model).model(), keyed).check(history, Budget.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 invoke cas [:x 1 2];0 ok cas [:x 1 2] | [:x [1 2]] [:x [1 2]]",
                "0 invoke write [:x 1];0 ok write [:x 1];1 invoke read nil;1 fail read nil |"
                        + " [:x 1] [:x 1] [nil nil] [nil nil]",
                "0 invoke write [:x 1];0 ok write [:x 1];1 invoke read :x;1 ok read [:x 1] |"
                        + " [:x 1] [:x 1] [:x nil] [:x 1]",
                "0 invoke read [:x nil];0 ok read 3 | [:x nil] [:x 3]",
                "0 invoke write [:x 1];0 fail write nil | [:x 1] [:x 1]",
                "0 invoke read nil;0 ok read [:x 3];1 invoke read nil | [:x nil] [:x 3] [nil nil]"
            })
    void theFormsOfRecordersAreRead(String lines, String values) {
        assertThat(values(read(lines.split(";")).keyed().orElseThrow())).isEqualTo(values);
    }

    @Test
    void readInvokedWithAKeyPairIsKeyed() {
        KeyReading reading = read("0 invoke write [:x 1]", "0 ok write [:x 1]", "1 invoke read [:x nil]");

        assertThat(reading.single()).isEmpty();
        assertThat(reading.whyNotSingle())
                .isEqualTo("operation 2: found read invoked with [:x nil], expected nil, as it takes no argument");
        assertThat(reading.keyed()).isPresent();
    }

    @Test
    void readInvokedWithABareKeyIsKeyed() {
        KeyReading reading = read("0 invoke write [:x 1]", "0 ok write [:x 1]", "1 invoke read :x", "1 ok read [:x 1]");

        assertThat(reading.single()).isEmpty();
        assertThat(reading.whyNotSingle())
                .isEqualTo("operation 2: found read invoked with :x, expected nil, as it takes no argument");
        assertThat(reading.keyed()).isPresent();
    }

    @Test
    void theArgumentsOfCasAreNoKeys() {
        KeyReading reading = read("0 invoke cas [2 3]", "0 info cas [2 3]");

        assertThat(reading.single()).isPresent();
        assertThat(reading.keyed()).isEmpty();
        assertThat(reading.whyNotKeyed()).startsWith("operation 0: found cas with the value 3, expected [from to]");
    }

    @Test
    void pairsOfOneRegisterMayBeKeysToo() {
        KeyReading reading = read("0 invoke write [1 2]", "0 ok write [1 2]", "0 invoke read nil", "0 ok read [1 2]");

        assertThat(reading.single()).isPresent();
        assertThat(reading.keyed()).isPresent();
    }

    @Test
    void failedFunctionsMustBelongToTheModel() {
        KeyReading reading = read("0 invoke transfer 1", "0 fail transfer 1", "1 invoke read nil", "1 ok read 3");

        assertThat(reading.whyNotSingle()).startsWith("operation 0: found the function transfer");
        Verdict verdict = check(
                LinearizabilityCheckerTest.history("0 invoke transfer 1", "0 fail transfer 1"), false, "cas-register");
        assertThat(verdict.summary()).contains("found the function transfer");
    }

    @Test
    void theCompletionOfAWriteCounts() {
        History versions = LinearizabilityCheckerTest.history(
                "0 invoke write [7 [nil 3]]", "0 ok write [7 [1 3]]", "1 invoke read [7 nil]", "1 ok read [7 [1 3]]");

        assertThat(check(versions, true, "cas-register").validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void unknownServerValueRefutesNothing() {
        History crashed = LinearizabilityCheckerTest.history(
                "0 invoke write [nil 3]",
                "0 ok write [1 3]",
                "1 invoke write [nil 4]",
                "1 info write [nil 4]",
                "2 invoke read nil",
                "2 ok read [2 4]");

        Verdict verdict = check(crashed, false, "cas-register");
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).contains("the write of [nil 4] by process 1 (operation 2) has no known result");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "counter | 0 invoke add 1;0 ok add 5 | found add of 1 completed with 5, expected the same value or nil",
                "set | 0 invoke add 1;0 ok add 5 | found add of 1 completed with 5, expected the same value or nil"
            })
    void unusableCompletionIsUnknownWithReason(String model, String lines, String message) {
        Verdict verdict = check(LinearizabilityCheckerTest.history(lines.split(";")), false, model);

        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(verdict.summary()).contains(message);
    }

    @Test
    void repeatedElementInSetReadIsViolation() {
        History history = LinearizabilityCheckerTest.history(
                "0 invoke add 1",
                "0 ok add 1",
                "0 invoke add 2",
                "0 ok add 2",
                "0 invoke read nil",
                "0 ok read [1 2 2]");

        assertThat(check(history, false, "set").validity()).isEqualTo(Validity.VIOLATION);
    }

    @Test
    void theFailedWriteOfAReadValueIsNamed() {
        History history = LinearizabilityCheckerTest.history(
                "0 invoke write 5", "0 fail write 5", "1 invoke read nil", "1 ok read 5");

        assertThat(check(history, false, "cas-register").summary())
                .isEqualTo("read by process 1 returned 5 (operation 3), but no operation could have written it;"
                        + " write by process 0 of 5, which would have, failed (operation 1)");
    }

    @Test
    void transactionsArePrintedAsTheyWereRecorded() {
        History history = LinearizabilityCheckerTest.history("0 invoke txn [[:r :x nil]]", "0 ok txn [[:r :x 2]]");

        assertThat(check(history, false, "multi-register").summary())
                .contains("txn by process 0 of [[:r :x 2]]")
                .doesNotContain("\"r\"");
    }
}

package dev.squall.check.linear.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Budget;
import dev.squall.check.Verdict;
import dev.squall.check.linear.LinearizabilityChecker;
import dev.squall.history.HistoryReader;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsTest {

    @Test
    void everyModelIsFoundByItsName() {
        for (Models.Named named : Models.all()) {
            assertThat(Models.named(named.name())).isSameAs(named);
            assertThat(named.model().name()).isEqualTo(named.name());
            assertThat(named.description()).isNotBlank().doesNotContain("\n");
        }
    }

    @Test
    void unknownModelErrorListsKnownNames() {
        assertThatThrownBy(() -> Models.named("queue"))
                .hasMessageStartingWith("found the model queue, expected one of register, cas-register,")
                .hasMessageContaining("fifo-queue");
    }

    @Test
    void initialValueIsUsedOrRefused() {
        assertThat(Models.named("register").model(3).initialState()).isEqualTo(3L);
        assertThat(Models.named("counter").model(3).initialState()).isEqualTo(3L);
        assertThat(Models.named("kv-map").model("x").initialState()).hasToString("x");
        assertThatThrownBy(() -> Models.named("stack").model(3L))
                .hasMessage("found the initial value 3 for a stack, expected none: it begins empty");
        assertThatThrownBy(() -> Models.named("kv-map").model(3L))
                .hasMessage("found the initial value 3 for a kv-map, expected a string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "register|cas|[1 2]|found the function cas, expected read or write on a register",
                "multi-register|txn|[[:a :x 1]]|found [:a :x 1] in a txn, expected [:r key value] or [:w key value]",
                "multi-register|txn|3|found txn with the value 3, expected a list such as [[:r :x nil]]",
                "kv-map|append|3|found append with the value 3, expected a string",
                "mutex|lock|nil|found the function lock, expected acquire or release on a mutex",
                "counter|add|nil|found add with the value nil, expected a 32-bit whole number",
                "set|add|nil|found add of nil, expected a value",
                "fifo-queue|push|1|found the function push, expected enqueue or dequeue on a fifo-queue",
                "priority-queue|insert|:a|found insert with the value :a, expected a whole number"
            })
    void unknownOperationIsRefusedInOneSentence(String model, String function, String value, String message) {
        String edn = "{:process 0, :type :invoke, :f :" + function + ", :value " + value + "}";
        Verdict verdict = new LinearizabilityChecker(Models.named(model).model(), false)
                .check(HistoryReader.parse(edn), Budget.DEFAULT);
        assertThat(verdict.summary()).isEqualTo("cannot be checked: operation 0: " + message);
    }

    @Test
    void transactionCompletedAsAnotherIsRejected() {
        Model model = Models.named("multi-register").model();
        assertThatThrownBy(() -> model.call(
                        "txn", List.of(Arrays.asList("r", "x", null)), true, List.of(Arrays.asList("r", "y", 1L))))
                .hasMessageEndingWith("expected the same reads and writes");
    }

    @Test
    void textsAreEqualHoweverTheyWerePutTogether() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            String whole = random.ints(random.nextInt(12), 'a', 'c')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            Text one = pieces(whole, random);
            Text other = pieces(whole, random);
            assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(whole);
            assertThat(one.hashCode()).isEqualTo(whole.hashCode());
            assertThat(one.append("c")).isNotEqualTo(other).isNotEqualTo(other.append("b"));
        }
    }

    /** "Aa" and "BB" have the same hash, and so has whatever they are put in. */
    @Test
    void differentTextsWithEqualHashAreNotEqual() {
        assertThat(Text.of("x").append("Aa").append("y")).isNotEqualTo(Text.of("xBBy"));
        assertThat(Text.of("Aa").append("Aa")).isNotEqualTo(Text.of("BB").append("Aa"));
    }

    private static Text pieces(String whole, Random random) {
        Text text = Text.of("");
        for (int at = 0; at < whole.length(); ) {
            int end = Math.min(whole.length(), at + random.nextInt(4));
            text = text.append(whole.substring(at, end));
            at = end;
        }
        return text;
    }
}

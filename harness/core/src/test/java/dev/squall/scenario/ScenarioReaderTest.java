package dev.squall.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.squall.fault.BitFlip;
import dev.squall.fault.ClockSkew;
import dev.squall.fault.DiskLoss;
import dev.squall.fault.Fault;
import dev.squall.fault.FullDisk;
import dev.squall.fault.Kill;
import dev.squall.fault.PacketFault;
import dev.squall.fault.Partition;
import dev.squall.fault.Pause;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.run.loop.Script.ScriptedOperation;
import dev.squall.world.Latency;
import dev.squall.world.WriteLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that written scenarios are read as meant, or refused in a sentence that says where and why. */
class ScenarioReaderTest {

    private static final String HEAD =
            """
            title: t
            system: s
            workload: w
            nodes: 3
            clients: [n1, n2]
            duration-ms: 1000
            """;

    private static final String SMALL = HEAD + "steps: [{at-ms: 1, client: 0, does: read, value: [x, null]}]\n";

    private static Scenario withStep(String step) {
        return ScenarioReader.parse(HEAD + "steps:\n- {" + step + "}\n");
    }

    @Test
    void omittedFieldsHaveDocumentedDefaults() {
        Scenario scenario = ScenarioReader.parse(SMALL);

        assertThat(scenario.story()).isEmpty();
        assertThat(scenario.anomaly()).isEmpty();
        assertThat(scenario.script().hasLivenessPhase()).isFalse();
        assertThat(scenario.experiment().seed()).isEqualTo(1);
        assertThat(scenario.experiment().latencyMillis()).isEqualTo(1);
        assertThat(scenario.experiment().latencyDistribution()).isEqualTo(Latency.Distribution.CONSTANT);
        assertThat(scenario.experiment().operationTimeoutMillis()).isEqualTo(1_000);
        assertThat(scenario.experiment().recoveryBoundMillis()).isEqualTo(10_000);
        assertThat(scenario.script().operations())
                .containsExactly(new ScriptedOperation(1_000_000, 0, "n1", "read", Arrays.asList("x", null)));
    }

    @Test
    void everyFaultIsWrittenByItsFamilysName() {
        assertThat(onlyFault("at-ms: 5, partition: {n1: [n2]}")).isEqualTo(new Partition(Map.of("n1", List.of("n2"))));
        assertThat(onlyFault("at-ms: 5, packet: loss"))
                .isEqualTo(new PacketFault(PacketFault.Kind.LOSS, 100, 1_000_000, 0, Map.of()));
        assertThat(onlyFault("at-ms: 5, kill: n1")).isEqualTo(new Kill("n1"));
        assertThat(onlyFault("at-ms: 5, disk: n1, writes: torn, at-next-sync: true"))
                .isEqualTo(new DiskLoss("n1", WriteLoss.TORN, true));
        assertThat(onlyFault("at-ms: 5, pause: n3")).isEqualTo(new Pause("n3"));
        assertThat(onlyFault("at-ms: 5, clock: n2, offset-ms: 3, strobe-ms: 50"))
                .isEqualTo(new ClockSkew("n2", 3_000_000, 0, 50_000_000));
    }

    @Test
    void faultsOfOlderScenariosAreRead() {
        assertThat(onlyFault("at-ms: 5, cut: {n1: [n2]}")).isEqualTo(new Partition(Map.of("n1", List.of("n2"))));
        assertThat(onlyFault("at-ms: 5, packets: loss"))
                .isEqualTo(new PacketFault(PacketFault.Kind.LOSS, 100, 1_000_000, 0, Map.of()));
        assertThat(onlyFault("at-ms: 5, down: n1")).isEqualTo(new Kill("n1"));
        assertThat(onlyFault("at-ms: 5, down: n1, writes: torn, at-next-sync: true"))
                .isEqualTo(new DiskLoss("n1", WriteLoss.TORN, true));
        assertThat(onlyFault("at-ms: 5, paused: n3")).isEqualTo(new Pause("n3"));
        assertThat(onlyFault("at-ms: 5, bit-flip: n3")).isEqualTo(new BitFlip("n3"));
        assertThat(onlyFault("at-ms: 5, full-disk: n3")).isEqualTo(new FullDisk("n3"));
        assertThat(onlyFault("at-ms: 5, skewed: n2, offset-ms: -0.000001")).isEqualTo(new ClockSkew("n2", -1, 0));
    }

    private static Fault onlyFault(String step) {
        ScriptedFault fault = withStep(step).script().faults().get(0);
        assertThat(fault.atNanos()).isEqualTo(5_000_000);
        assertThat(fault.untilNanos()).isEqualTo(Long.MAX_VALUE);
        return fault.fault();
    }

    @Test
    void stepsAreSortedByTimeStably() {
        Scenario scenario = ScenarioReader.parse(
                HEAD
                        + """
                steps:
                - {at-ms: 3, client: 0, does: c}
                - {at-ms: 2, client: 0, does: a}
                - {at-ms: 2, client: 0, does: b}
                """);

        assertThat(scenario.script().operations().stream().map(ScriptedOperation::function))
                .containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "client: 0, does: read                        | step 1 lacks at-ms",
                "at-ms: 1, client: 0                          | step 1 lacks does",
                "at-ms: 1 | step 1: it has neither client nor a fault; expected one",
                "at-ms: -1, client: 0, does: a                | step 1 has at-ms: -1; expected a time in milliseconds",
                "at-ms: soon, client: 0, does: a              | step 1 has at-ms: \"soon\"; expected a time in",
                "at-ms: 0.0000001, client: 0, does: a | at-ms: 1E-7; expected a time in milliseconds with at most",
                "at-ms: 1000, client: 0, does: a              | its at-ms is not within the scenario's duration-ms of",
                "at-ms: 1e999999999, client: 0, does: a       | step 1 has at-ms: 1E+999999999; expected a time",
                "at-ms: 1, client: 2, does: a                 | step 1 has client: 2; expected a number from 0 to 1",
                "at-ms: 1, client: -1, does: a                | step 1 has client: -1; expected a number that is not",
                "at-ms: 1, client: 0, does: 7                 | step 1 has does: 7; expected a text",
                "at-ms: 1, client: 0, does: a, asks: n4       | step 1 has asks: n4; expected one of n1, n2, n3",
                "at-ms: 1, client: 0, does: a, value: {b: 1.5} | step 1 has value: 1.5; expected a whole number",
                "at-ms: 1, client: 0, does: a, value: 1.5     | step 1 has value: 1.5; expected a whole number",
                "at-ms: 1, client: 0, does: a, wait: 3        | step 1 has a field wait; expected only client, at-ms",
                "at-ms: 1, client: 0, does: a, down: n1       | step 1 has a field down; expected only client, at-ms",
                "at-ms: 1, down: n4                           | step 1 has down: n4; expected one of n1, n2, n3",
                "at-ms: 1, down: n1, writes: gone | step 1 has writes: gone; expected one of kept, lost, torn",
                "at-ms: 1, down: n1, at-next-sync: 1          | step 1 has at-next-sync: 1; expected true or false",
                "at-ms: 1, down: n1, does: a                  | step 1 has a field does; expected only",
                "at-ms: 2, until-ms: 1, paused: n1            | step 1: its until-ms is before its at-ms",
                "at-ms: 1, cut: [n1]                          | step 1, cut, is [\"n1\"]; expected a map of fields",
                "at-ms: 1, cut: {n1: n2}                      | step 1, cut, has n1: \"n2\"; expected a list of texts",
                "at-ms: 1, cut: {n1: [n9]}                    | step 1, cut, has n1: n9; expected only n1, n2, n3",
                "at-ms: 1, cut: {n9: [n1]}                    | step 1 has cut: n9; expected links from n1, n2, n3",
                "at-ms: 1, packets: eaten                     | step 1 has packets: eaten; expected one of delay, loss",
                "at-ms: 1, packet: stall                      | step 1: the packet fault stall disturbs connections",
                "at-ms: 1, packets: loss, per-cent: 101       | step 1: per-cent: 101; expected 0 to 100",
                "at-ms: 1, packets: delay, delay-ms: 0        | step 1: a delay of 0 ns; expected some delay",
                "at-ms: 1, skewed: n1, offset-ms: 1e18        | step 1 has offset-ms: 1E+18; expected",
                "at-ms: 1, skewed: n1, drift-ppb: 1e99        | step 1 has drift-ppb: 1E+99; expected a whole number"
            })
    void aBadStepIsNamedWithItsField(String step, String message) {
        assertThatThrownBy(() -> withStep(step))
                .isInstanceOf(ScenarioFormatException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title: t          | title: [t]           | the scenario has title: [\"t\"]; expected a text",
                "title: t          | title: t\\ntitle: u  | line 2: Duplicate field 'title'",
                "title: t          |                      | the scenario lacks title",
                "title: t          | tile: t              | the scenario lacks title",
                "title: t          | title: t\\nfoo: 1    | the scenario has a field foo; expected only",
                "nodes: 3          | nodes: 0             | the scenario: the number of nodes is 0; expected 1 to 1000",
                "nodes: 3          | nodes: 99999999999999999999 | has nodes: 99999999999999999999; expected a whole",
                "nodes: 3          | nodes: 1             | the scenario has clients: n2; expected only n1",
                "nodes: 3          | nodes: 3.5           | the scenario has nodes: 3.5; expected a whole number",
                "clients: [n1, n2] | clients: []          | the scenario: the concurrency is 0; expected 1 to",
                "clients: [n1, n2] | clients: n1          | the scenario has clients: \"n1\"; expected a list of texts",
                "clients: [n1, n2] | clients: [1, 2]      | the scenario has clients: [1,2]; expected a list of texts",
                "duration-ms: 1000 | duration-ms: 0       | the time limit in milliseconds is 0; expected 1 to",
                "system: s | system: s\\noptions: [a] | the scenario, options, is [\"a\"]; expected a map",
                "system: s         | system: s\\noptions: {a: [b]}  | the scenario, options, has a: [\"b\"]; expected",
                "system: s         | system: s\\nlatency-ms: fast   | has latency-ms: \"fast\"; expected a number",
                "system: s         | system: s\\nlatency-ms: -1     | the latency in milliseconds is -1.0; expected 0",
                "system: s | system: s\\nlatency-ms: 1e999 | the latency in milliseconds is Infinity; expected",
                "system: s         | system: s\\nlatency-distribution: odd | expected one of constant, uniform",
                "system: s         | system: *s           | an alias; expected one document of YAML without aliases",
                "system: s         | system: s\\n--- {}   | expected one document of YAML"
            })
    void aBadHeadIsNamedWithItsField(String line, String changed, String message) {
        String text = SMALL.replace(line, changed == null ? "" : changed.replace("\\n", "\n"));

        assertThatThrownBy(() -> ScenarioReader.parse(text))
                .isInstanceOf(ScenarioFormatException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "# nothing", "null", "7", "[]", "a text", "steps: 3", "a: [", "\t", "%", "\u0000"})
    void textWithoutScenarioIsRefused(String text) {
        assertThatThrownBy(() -> ScenarioReader.parse(text)).isInstanceOf(ScenarioFormatException.class);
    }

    @Test
    void nestingAnchorsAndTagsAreRefusedOrDoNothing() {
        String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b, *b]\n";
        String deep = HEAD + "steps: " + "[".repeat(100_000);
        String deepValue = HEAD + "steps:\n- {at-ms: 1, client: 0, does: a, value: " + "[".repeat(5_000)
                + "]".repeat(5_000) + "}\n";
        String longNumber = SMALL.replace("nodes: 3", "nodes: " + "9".repeat(100_000));
        String code = SMALL.replace("title: t", "title: !!javax.script.ScriptEngineManager [!!java.net.URL [\"x\"]]");

        for (String text : List.of(bomb, deep, deepValue, longNumber, code)) {
            Throwable refusal = catchThrowable(() -> ScenarioReader.parse(text));
            assertThat(refusal).isInstanceOf(ScenarioFormatException.class);
            assertThat(refusal.getMessage()).hasSizeLessThan(400);
        }
    }

    /** Whatever a slip of the finger makes of a file, it is a scenario or is refused as none. */
    @Property(tries = 2_000)
    void typingErrorThrowsNoOtherException(
            @ForAll @IntRange(max = 400) int at, @ForAll @IntRange(max = 3) int removed, @ForAll char typed) {
        String text = HEAD + "steps:\n- {at-ms: 1, client: 0, does: read, value: [x, null]}\n"
                + "- {at-ms: 2.5, until-ms: 9, cut: {n1: [n2, n3]}}\n- {at-ms: 3, down: n1, writes: lost}\n";
        int from = Math.min(at, text.length());
        String slipped = text.substring(0, from) + typed + text.substring(Math.min(text.length(), from + removed));

        assertThatCode(() -> {
                    try {
                        ScenarioReader.parse(slipped);
                    } catch (ScenarioFormatException e) {
                        assertThat(e.getMessage()).isNotBlank();
                    }
                })
                .doesNotThrowAnyException();
    }
}

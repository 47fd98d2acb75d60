package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExploreCommandTest {

    private static final String FLAWED = "fifo-link-no-hold-back-buffer";

    @TempDir
    private Path folder;

    private static Squall.Result exploreTwoSends(String system, String... more) {
        List<String> arguments = new ArrayList<>(List.of("explore", system, "--nodes", "2", "--timers", "0"));
        arguments.addAll(List.of("--call", "c0 send [\"n2\" 1]", "--call", "c0 send [\"n2\" 2]"));
        arguments.addAll(List.of(more));
        return Squall.run(arguments.toArray(String[]::new));
    }

    @Test
    void shortestScheduleWithAViolationIsPrinted() {
        Squall.Result result =
                exploreTwoSends(FLAWED, "--save", folder.resolve("found.yaml").toString());

        assertThat(result.exitCode()).as(result.all()).isEqualTo(1);
        assertThat(result.out().lines())
                .containsSequence(
                        "  the shortest schedule with a violation has 3 events:",
                        "    invoke c0     send [\"n2\" 1]",
                        "    invoke c0     send [\"n2\" 2]",
                        "    deliver n1/1  to n2: Data[number=2, content=[2, 2]]");
        assertThat(result.out()).startsWith(FLAWED + ", workload link, seed 1: 2 nodes, up to 0 losses");
    }

    @Test
    void savedScheduleIsRepeated() throws Exception {
        Path file = folder.resolve("found.yaml");
        exploreTwoSends(FLAWED, "--save", file.toString());

        Squall.Result again = Squall.run("explore", "--scenario", file.toString());

        assertThat(again.exitCode()).as(again.all()).isEqualTo(1);
        assertThat(again.out())
                .contains("VIOLATION: " + FLAWED + ", a schedule of 3 events", "    deliver n1/1  to n2");
        Files.writeString(file, Files.readString(file).replace("deliver n1/1", "deliver n2/9"));
        Squall.Result impossible = Squall.run("explore", "--scenario", file.toString());
        assertThat(impossible.exitCode()).isEqualTo(254);
        assertThat(impossible.err()).contains("step 3 is 'deliver n2/9', which is not possible then; expected one of:");
    }

    @Test
    void sameCommandPrintsTheSameTwice() {
        assertThat(exploreTwoSends(FLAWED).out())
                .isEqualTo(exploreTwoSends(FLAWED).out());
    }

    @Test
    void soundSystemIsValidIfEveryScheduleWasTried() throws Exception {
        Squall.Result result = exploreTwoSends("fifo-link", "--json");

        assertThat(result.exitCode()).as(result.all()).isZero();
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.get("outcome").asText()).isEqualTo("valid");
        assertThat(json.get("exhausted").asBoolean()).isTrue();
        assertThat(json.get("schedules").asLong()).isGreaterThan(1);
        Squall.Result limited = exploreTwoSends("fifo-link", "--schedules", "1");
        assertThat(limited.exitCode()).isEqualTo(2);
        assertThat(limited.out()).contains("UNKNOWN: fifo-link, not every schedule of the scope: 7 states, 1 ends");
        assertThat(limited.out()).contains("ended early: the limit of schedules was reached");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etcd | etcd does not run in the simulated world, so it cannot be explored",
                "nope | there is no system 'nope'; see squall list",
                "fifo-link --crashes 1 | fifo-link does not claim to withstand crashes; expected --crashes 0",
                "fifo-link --nodes 8 | the scope is too large: 8 nodes; expected at most 7",
                "fifo-link --operations 400000000 | the scope is too large: 17 operations; expected at most 16",
                "fifo-link --operations 0 | --operations is 0; expected at least 1",
                "fifo-link --schedules 0 | --schedules is 0; expected at least 1",
                "fifo-link --losses -1 | losses is -1; expected 0 to 1000",
                "fifo-link --call x | found the operation 'x'; expected a client, a function and a value",
                "fifo-link --workload bank | the system fifo-link has no workload 'bank'; expected one of link",
                "--schedules 1 | found no SYSTEM; expected one of SYSTEM and --scenario FILE",
                "--scenario missing.yaml | missing.yaml: this does not exist; expected a schedule"
            })
    void wrongArgumentsAreRefusedInOneSentence(String arguments, String sentence) {
        Squall.Result result = Squall.run(("explore " + arguments).split(" "));

        assertThat(result.exitCode()).as(result.all()).isEqualTo(254);
        assertThat(result.err()).startsWith("squall: " + sentence);
        assertThat(result.out()).isEmpty();
    }
}

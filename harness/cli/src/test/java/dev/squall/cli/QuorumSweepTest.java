package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.system.Systems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quorum stores under every fault, and each flaw in the experiment that shows it best. */
class QuorumSweepTest {

    private static final int SEEDS_TO_CATCH_A_FLAW = 50;

    @ParameterizedTest
    @CsvSource({
        "quorum, read-your-writes, 5",
        "quorum, read-your-writes, 3",
        "quorum-abd, register, 5",
        "quorum-abd, register, 3",
        "quorum-abd, read-your-writes, 5"
    })
    void theSoundStoreIsValidForEverySeed(String system, String workload, int nodes) {
        String options = "--seeds 100 --time-limit 5s --collect --nodes " + nodes + " --workload " + workload;

        Squall.Result result = Squall.run(arguments("sweep", system, options));

        assertThat(result.all())
                .contains("100 of 100 seeds from 1 on")
                .doesNotContainPattern("\\d (violation|unknown)");
        assertThat(result.exitCode()).isIn(0, 3);
    }

    @Test
    void overlappingQuorumsOfOtherSizesAreSound() {
        String options = "--seeds 50 --time-limit 5s --collect --faults packet,kill,clock,disk"
                + " --option read-quorum=2 --option write-quorum=4";

        Squall.Result result = Squall.run(arguments("sweep", "quorum-abd", options));

        assertThat(result.all()).doesNotContainPattern("\\d (violation|unknown)");
        assertThat(result.exitCode()).isIn(0, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "quorum-do-not-overlap, --time-limit 3s --faults partition",
        "quorum-abd-no-read-repair, --time-limit 5s --faults packet --rate 500 --nemesis-interval 500ms",
        "quorum-abd-read-repair-not-awaited,"
                + " --time-limit 5s --faults none --rate 500 --option read-quorum=2 --option write-quorum=4",
        "quorum-abd-version-from-wall-clock, --time-limit 3s --faults clock",
        "quorum-abd-version-reused-after-restart, --time-limit 4s --faults kill",
        "quorum-abd-answers-on-both-sides, --time-limit 5s --faults partition",
        "quorum-abd-cas-by-read-then-write, --time-limit 1s --faults none"
    })
    void aFlawIsCaughtAndTheSeedFoundRepeatsIt(String system, String options, @TempDir Path runs) throws Exception {
        String all = "--no-swarm --json --seeds " + SEEDS_TO_CATCH_A_FLAW + " " + options;

        Squall.Result sweep = Squall.run(arguments("sweep", system, all));

        assertThat(sweep.exitCode()).isEqualTo(1);
        JsonNode failure = firstViolation(new ObjectMapper().readTree(sweep.out()));
        assertThat(failure.get("verdicts").findValuesAsText("anomaly"))
                .contains(Systems.installed().named(system).flaw().orElseThrow().anomaly());
        String[] again = Squall.argumentsOf(failure.get("command").asText() + " --json --runs '" + runs + "'");
        assertThat(new ObjectMapper().readTree(Squall.run(again).out()).get("verdicts"))
                .isEqualTo(failure.get("verdicts"));
    }

    private static String[] arguments(String command, String system, String options) {
        List<String> arguments = new ArrayList<>(List.of(command, system));
        arguments.addAll(Squall.words(options));
        return arguments.toArray(String[]::new);
    }

    private static JsonNode firstViolation(JsonNode sweep) {
        for (JsonNode failure : sweep.get("failures")) {
            if (failure.get("outcome").asText().equals("violation")) {
                return failure;
            }
        }
        throw new AssertionError("no violation among " + sweep);
    }
}

package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.FaultFamily;
import dev.squall.system.Systems;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of links. {@link SweepTest} shows that each flawed link is caught. */
class LinkSystemsTest {

    @ParameterizedTest
    @ValueSource(strings = {"link-reliable", "fifo-link", "fifo-link-recovery"})
    void soundLinkSurvivesAllFaultsOfItsModel(String system) {
        Squall.Result result =
                Squall.run("sweep", system, "--seeds", "100", "--time-limit", "4s", "--no-swarm", "--collect");

        assertThat(result.all()).doesNotContainPattern("\\d (violation|unknown|error)");
        assertThat(result.exitCode()).as(result.all()).isIn(0, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link-reliable      | partition, packet, pause, clock",
                "fifo-link          | partition, packet, pause, clock",
                "fifo-link-recovery | partition, packet, kill, pause, clock, disk"
            })
    void usualFaultsAreThoseOfTheSystemModel(String system, String faults) {
        assertThat(Systems.installed().named(system).usualFaults())
                .extracting(FaultFamily::faultName)
                .containsExactly(faults.split(", "));
    }

    @ParameterizedTest
    @CsvSource({"link-reliable,partition", "fifo-link,packet", "fifo-link-recovery,kill"})
    void aLinkBetweenProcessesKeepsItsPromise(String system, String fault, @TempDir Path runs) {
        String line = "run " + system + " --nodes 2 --time-limit 3s --faults " + fault + " --seed 4 --runs " + runs;

        Squall.Result result = Squall.run(line.split(" "));

        assertThat(result.exitCode()).as(result.all()).isIn(0, 3);
        assertThat(result.out())
                .contains("link-no-loss             valid", "link-no-duplication      valid", "recovery");
    }
}

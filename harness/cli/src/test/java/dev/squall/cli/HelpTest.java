package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The help, and the questions that a misspelt word gets. */
class HelpTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "lectures", "suite", "image", "image build", "help", "completion"})
    void helpOfACommandIsThatOfItsOption(String command) {
        Squall.Result help = Squall.run(("help " + command).trim().split(" "));

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .startsWith("Usage: squall")
                .isEqualTo(Squall.run((command + " --help").trim().split(" ")).out());
    }

    @Test
    void everyCommandIsListed() {
        assertThat(Squall.run("help").out()).contains("lectures", "completion", "help ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lecturs                        | there is no command 'lecturs'; did you mean lectures?",
                "help rnu                       | there is no command 'rnu'; did you mean run?",
                "help nosuch                    | there is no command 'nosuch'; expected one of lectures, run",
                "image prnue                    | there is no command 'prnue'; did you mean prune?",
                "run raft-kv --fautls kill      | Unknown option: '--fautls'; did you mean --faults?",
                "run raft-kv --time-limt=3s     | Unknown option: '--time-limt=3s'; did you mean --time-limit?",
                "run raft-vk                    | there is no system 'raft-vk'; did you mean raft-kv?",
                "sweep raft-vk                  | there is no system 'raft-vk'; did you mean raft-kv?",
                "lectures two-genrals           | there is no claim 'two-genrals'; did you mean two-generals",
                "run raft-kv --faults partitoin | there is no fault 'partitoin'; did you mean partition?",
                "run raft-kv --workload lin-vk  | 'lin-vk' is not one of raft-kv; did you mean lin-kv?",
                "check x --model cas-regster    | there is no model 'cas-regster'; did you mean cas-register?",
                "gallery raft-kv-vote-not-stabel| the gallery has no 'raft-kv-vote-not-stabel'; did you mean"
                        + " raft-kv-vot"
            })
    void misspeltWordIsCorrected(String line, String message) {
        Squall.Result result = Squall.run(line.trim().split(" "));

        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("squall: ").contains(message);
    }
}

package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class MutateCommandTest {

    @TempDir
    private Path folder;

    private static Squall.Result mutate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("mutate", "link-reliable", "--only", "ReliableLink"));
        arguments.addAll(List.of("--runs-per-mutant", "5", "--time-limit", "500ms", "--run-limit", "3s"));
        arguments.addAll(List.of(more));
        return Squall.run(arguments.toArray(String[]::new));
    }

    @Test
    void resultIsPrintedAndWrittenAndTheSameForAnyNumberOfThreads() throws Exception {
        Squall.Result one =
                mutate("--threads", "1", "--out", folder.resolve("one").toString());
        Squall.Result two =
                mutate("--threads", "2", "--out", folder.resolve("two").toString());

        assertThat(one.exitCode()).as(one.all()).isZero();
        assertThat(one.out())
                .startsWith("link-reliable: ")
                .contains("the unchanged system: 5 runs")
                .containsPattern("score [0-9.]+ %: \\d+ of \\d+ mutants were killed by a property; median \\d+ runs")
                .contains("  counted apart: equivalent 0, crashed ");
        String json = Files.readString(folder.resolve("one/mutation.json"));
        assertThat(Files.readString(folder.resolve("two/mutation.json"))).isEqualTo(json);
        assertThat(two.out().replace("/two/", "/one/")).isEqualTo(one.out());
        assertThat(folder.resolve("one/kill-matrix.txt"))
                .content()
                .startsWith("line ")
                .contains("link-no-loss");
        JsonNode counts = new ObjectMapper().readTree(json).get("counts");
        assertThat(counts.get("killed").asInt()).isPositive();
    }

    @Test
    void sampleHasAnIntervalAndAKillMatrix() {
        Squall.Result result = mutate("--sample", "2", "--threads", "1");

        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out())
                .containsPattern("link-reliable: 2 of \\d+ mutants, up to 5 runs of 500ms each, seeds from 1")
                .containsPattern("line +[a-z-]* *.*survived  other")
                .containsPattern("95 % interval|no score");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etcd | etcd does not run in the simulated world, so it has no mutants; expected a sound system",
                "raft-vk | there is no system 'raft-vk'; did you mean raft-kv?",
                "nope | there is no system 'nope'; see squall list",
                "fifo-link-no-hold-back-buffer | fifo-link-no-hold-back-buffer has a deliberate flaw",
                "raft-kv --runs-per-mutant 0 | --runs-per-mutant is 0; expected at least 1, such as 100",
                "raft-kv --sample 0 | --sample is 0; expected at least 1, or no --sample for all mutants",
                "raft-kv --threads 0 | --threads is 0; expected at least 1 and at most 1024",
                "raft-kv --run-limit 2h | --run-limit is longer than 1h; expected a time such as 10s",
                "raft-kv --time-limit 0 | Invalid value for option '--time-limit': '0' is too short; expected",
                "raft-kv --out pom.xml | --out is pom.xml, which is no folder; expected a folder",
                "raft-kv --only RaftNoed | --only is 'RaftNoed', which is no node class of raft-kv; did you mean Raft",
                "raft-kv --only Xyzzyxyzzy | --only is 'Xyzzyxyzzy', which is no node class of raft-kv; expected one of"
            })
    void wrongArgumentsAreRefusedInOneSentence(String arguments, String sentence) {
        Squall.Result result = Squall.run(("mutate " + arguments).split(" "));

        assertThat(result.exitCode()).as(result.all()).isEqualTo(254);
        assertThat(result.err()).startsWith("squall: " + sentence);
        assertThat(result.out()).isEmpty();
    }
}

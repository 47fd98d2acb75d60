package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that run a suite's shards on several machines, and merge them. */
@Timeout(120)
class SuiteMergeCommandTest {

    private static final String TEXT =
            """
            suite: both
            defaults:
              time-limit: 3s
            experiments:
              - name: sound
                systems: quorum-abd
                seeds: 4
              - name: flawed
                systems: raft-kv-leader-reads-its-own-state
                faults: ["partition,kill"]
                time-limit: 10s
                seeds: 4
                reruns: 0
            """;

    @TempDir
    private Path folder;

    private String file() throws IOException {
        return Files.writeString(folder.resolve("suite.yaml"), TEXT).toString();
    }

    private JsonNode suite(String runs, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("suite", file(), "--seed", "5", "--json", "--runs"));
        arguments.add(folder.resolve(runs).toString());
        arguments.addAll(List.of(options));
        Squall.Result result = Squall.run(arguments.toArray(String[]::new));
        return new ObjectMapper().readTree(result.out());
    }

    private Squall.Result merge(String... options) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "suite",
                                "merge",
                                "--runs",
                                folder.resolve("merged").toString()),
                        Stream.of(options))
                .toArray(String[]::new);
        return Squall.run(arguments);
    }

    @Test
    void mergedShardsHaveTheVerdictsOfOneMachineAndOnePage() throws IOException {
        suite("parts", "--shard", "1/2");
        suite("parts", "--shard", "2/2");
        JsonNode whole = suite("whole");

        Squall.Result result = merge("--json", folder.resolve("parts").toString());

        assertThat(result.exitCode())
                .as(result.all())
                .isEqualTo(whole.path("outcome").asText().equals("violation") ? 1 : 0);
        JsonNode merged = new ObjectMapper().readTree(result.out());
        assertThat(outcomes(merged)).isEqualTo(outcomes(whole)).isNotEmpty();
        assertThat(merged.path("operations")).isEqualTo(whole.path("operations"));
        Path page = Path.of(merged.path("folder").asText(), "index.html");
        assertThat(page).content().contains("both", "runs/shard-");
        assertThat(result.err()).contains("  page: " + page);
    }

    private static List<String> outcomes(JsonNode summary) {
        List<String> outcomes = new ArrayList<>();
        summary.path("runs").forEach(run -> outcomes.add(run.path("command") + " " + run.path("outcome")));
        return outcomes.stream().sorted().toList();
    }

    @Test
    void missingShardEndsWithTheExitCodeOfAnErrorAndIsNamed() throws IOException {
        Path one = Files.writeString(folder.resolve("suite.yaml"), TEXT.substring(0, TEXT.indexOf("  - name: flawed")));
        Squall.Result shard = Squall.run(
                "suite",
                one.toString(),
                "--shard",
                "1/2",
                "--runs",
                folder.resolve("parts").toString());
        assertThat(shard.exitCode()).as(shard.all()).isZero();
        Squall.Result result = merge(folder.resolve("parts").toString());
        assertThat(result.exitCode()).as(result.all()).isEqualTo(255);
        assertThat(result.out()).contains("error: shard 2/2: it has no folder, so its runs are not known", "ERROR: ");
        assertThat(merge("--shards", "3", folder.resolve("parts").toString()).err())
                .contains("is shard 1/2; expected one of 3 shards");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "merge none | 254 | there is no folder none; expected a folder of shards",
                "merge . --wait 1s | 254 | --wait needs the number of shards; expected --shards N too",
                "merge . --shards 0 | 254 | --shards is 0; expected at least 1",
                "merge src/test/resources | 255 | there is no shard that has ended in src/test/resources",
                "merge none --wait 1ms --shards 2 | 255 | there is no shard that has ended in none",
                "merge | 254 | Missing required parameter: 'DIR'",
                "FILE --image squall | 254 | --shards, --image and --claim are for --kubernetes",
                "FILE --kubernetes | 254 | --kubernetes needs an image; expected --image NAME",
                "FILE --kubernetes --image squall --shard 1/2 | 254 | --shard, --fresh and --json are not for",
                "FILE --kubernetes --image squall --shards 0 | 254 | --shards is 0; expected at least 1",
            })
    void badArgumentsAreRefusedInOneSentence(String arguments, int exitCode, String sentence) throws IOException {
        List<String> words = new ArrayList<>(List.of("suite"));
        words.addAll(List.of(arguments.replace("FILE", file()).split(" ")));
        words.addAll(List.of("--runs", folder.resolve("merged").toString()));
        Squall.Result result = Squall.run(words.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.all()).isEqualTo(exitCode);
        assertThat(result.err()).contains(sentence);
        assertThat(folder.resolve("merged")).doesNotExist();
    }

    @Test
    void suiteWithoutAFileIsRefused() {
        Squall.Result result = Squall.run("suite", "--seed", "5");
        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(result.err()).contains("no suite was given; expected a file of YAML");
    }

    @Test
    void manifestsAreTheSameForTheSameSeedAndRunNothing() throws IOException {
        String[] arguments = {
            "suite", file(), "--kubernetes", "--image", "squall:1", "--seed", "5", "--shards", "3", "--keep", "0"
        };
        Squall.Result result = Squall.run(arguments);
        assertThat(result.exitCode()).as(result.all()).isZero();
        assertThat(result.out())
                .isEqualTo(Squall.run(arguments).out())
                .startsWith("---\napiVersion: \"v1\"\nkind: \"ConfigMap\"\n")
                .contains("squall-both-5-shards", "squall-both-5-merge", "completions: 3", "- \"--keep\"\n");
    }
}

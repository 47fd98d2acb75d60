package dev.squall.suite.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.squall.experiment.Outcome;
import dev.squall.suite.FakeShards;
import dev.squall.suite.SuiteFolder;
import dev.squall.suite.SuiteReports;
import dev.squall.suite.SuiteResult;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of merging shards, each of which a suite runner has made with runs that do nothing. */
class ShardsTest {

    @TempDir
    private Path folder;

    private Path parts;
    private FakeShards shards;

    @BeforeEach
    void placeShards() {
        parts = folder.resolve("parts");
        shards = new FakeShards(parts);
    }

    private ShardSearch search() {
        return new ShardSearch(List.of(parts), OptionalLong.empty(), OptionalInt.empty(), 1);
    }

    private JsonNode merged() {
        return merged(search(), "merged");
    }

    private JsonNode merged(ShardSearch search, String name) {
        ShardSet set = search.find();
        try (SuiteFolder target = SuiteFolder.open(folder.resolve(name), set.identity(), true, Instant.EPOCH)) {
            SuiteResult result = set.mergeInto(target);
            Map<String, Object> summary = SuiteReports.write(result, set.metadata(), target, Optional.empty());
            assertThat(summary.get("outcome")).isEqualTo(result.outcome().word());
            return new ObjectMapper().valueToTree(summary);
        }
    }

    @Test
    void mergedShardsAreTheSuiteThatOneMachineRuns() throws IOException {
        shards.outcomes = experiment -> experiment.seed() == 7 ? Outcome.VIOLATION : Outcome.VALID;
        for (int number = 1; number <= 4; number++) {
            shards.run(number + "/4");
        }
        JsonNode merged = merged();

        Path whole = new FakeShards(folder.resolve("whole"), shards.outcomes).run("1/1");
        JsonNode alone =
                new ObjectMapper().readTree(whole.resolve("summary.json").toFile());

        for (String field :
                List.of("suite", "outcome", "state", "shard", "seed", "planned", "finished", "operations")) {
            assertThat(merged.path(field).asText())
                    .as(field)
                    .isEqualTo(alone.path(field).asText());
        }
        assertThat(withoutTimes(merged.path("cells"))).isEqualTo(withoutTimes(alone.path("cells")));
        assertThat(runs(merged)).containsExactlyInAnyOrderElementsOf(runs(alone));
        assertThat(merged.path("shards")).hasSize(4);
        for (JsonNode run : merged.path("runs")) {
            String kept = run.path("folder").asText();
            assertThat(kept.isEmpty()
                            || Files.isDirectory(Path.of(merged.path("folder").asText(), kept)))
                    .as(kept)
                    .isTrue();
        }
        assertThat(Path.of(merged.path("folder").asText(), "junit"))
                .isDirectoryContaining("glob:**TEST-squall.s.*.xml");
    }

    private static List<String> withoutTimes(JsonNode cells) {
        return StreamSupport.stream(cells.spliterator(), false)
                .map(cell -> ((ObjectNode) cell.deepCopy())
                        .remove(List.of("seconds"))
                        .toString())
                .toList();
    }

    private static List<String> runs(JsonNode summary) {
        List<String> runs = new ArrayList<>();
        summary.path("runs")
                .forEach(run -> runs.add(
                        run.path("command").asText() + run.path("outcome") + run.path("words") + run.path("reruns")));
        return runs;
    }

    @Test
    void mergingTwiceGivesTheSameSummary() {
        shards.run("2/2");
        shards.run("1/2");
        ObjectNode first = (ObjectNode) merged();
        ObjectNode second = (ObjectNode) merged(search(), "again");
        assertThat(first.remove(List.of("folder"))).isEqualTo(second.remove(List.of("folder")));
    }

    @Test
    void vacuousCellOfOneShardDoesNotDecideTheWhole() {
        // Of the runs of shard 1 none proves anything, of all runs most do.
        shards.outcomes = experiment -> experiment.seed() == 1 ? Outcome.VACUOUS : Outcome.VALID;
        Path first = shards.run("1/8");
        for (int number = 2; number <= 8; number++) {
            shards.run(number + "/8");
        }
        assertThat(summary(first).path("outcome").asText()).isEqualTo("vacuous");
        assertThat(merged().path("outcome").asText()).isEqualTo("valid");
    }

    private static ObjectNode summary(Path shard) {
        try {
            return (ObjectNode)
                    new ObjectMapper().readTree(shard.resolve("summary.json").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void missingShardIsAnErrorAndIsNamed() {
        shards.run("1/3");
        shards.run("3/3");
        JsonNode merged = merged();
        assertThat(merged.path("outcome").asText()).isEqualTo("error");
        assertThat(merged.at("/shards/1/problem").asText()).isEqualTo("it has no folder, so its runs are not known");
        assertThat(merged.at("/shards/0/problem").asText()).isEmpty();
    }

    @Test
    void shardThatHasNotEndedIsAnErrorAndItsFolderIsNamed() throws IOException {
        shards.run("1/2");
        Path second = shards.run("2/2");
        Files.delete(second.resolve("summary.json"));
        assertThat(merged().at("/shards/1/problem").asText())
                .isEqualTo("it has not ended: " + second + " has no summary.json");
    }

    @Test
    void violationIsMoreSevereThanAMissingShard() {
        shards.outcomes = experiment -> Outcome.VIOLATION;
        shards.run("1/2");
        assertThat(merged().path("outcome").asText()).isEqualTo("violation");
    }

    @Test
    void interruptedShardIsAnError() throws IOException {
        Path first = shards.run("1/1");
        ObjectNode summary = summary(first);
        summary.put("state", "interrupted").put("outcome", "interrupted").put("finished", 3);
        Files.writeString(first.resolve("summary.json"), summary.toString());
        JsonNode merged = merged();
        assertThat(merged.path("outcome").asText()).isEqualTo("error");
        assertThat(merged.at("/shards/0/problem").asText()).startsWith("it was interrupted after 3 of ");
    }

    @Test
    void lastAttemptCountsUnlessAnEarlierOneFoundAViolation() {
        shards.outcomes = experiment -> Outcome.ERROR;
        shards.run("1/1");
        shards.outcomes = experiment -> Outcome.VALID;
        shards.run("1/1");
        assertThat(merged().path("outcome").asText()).isEqualTo("valid");
        shards.outcomes = experiment -> Outcome.VIOLATION;
        shards.run("1/1");
        shards.outcomes = experiment -> Outcome.VALID;
        shards.run("1/1");
        assertThat(merged(search(), "again").path("outcome").asText()).isEqualTo("violation");
    }

    @Test
    void mergedFolderIsNoShard() {
        shards.run("1/1");
        JsonNode merged = merged(search(), "parts");
        assertThat(merged(search(), "again").path("planned")).isEqualTo(merged.path("planned"));
    }

    @Test
    void shardsOfDifferentSuiteRunsAreRefused() {
        shards.run("1/2");
        shards.masterSeed = 6;
        shards.run("2/2");
        assertThatThrownBy(() -> search().find())
                .isInstanceOf(WorldException.class)
                .hasMessageContaining(
                        "are not shards of one suite run: their master seeds (--seed selects one) are 5 and 6;"
                                + " expected the same");
        ShardSearch ofOne = new ShardSearch(List.of(parts), OptionalLong.of(6), OptionalInt.of(2), 1);
        assertThat(merged(ofOne, "one").at("/shards/0/problem").asText()).isNotEmpty();
    }

    @Test
    void nothingToMergeIsRefused() {
        assertThatThrownBy(() -> search().find())
                .isInstanceOf(WorldException.class)
                .hasMessage("there is no shard that has ended in " + parts
                        + "; expected folders with summary.json, as squall suite --shard K/N writes them");
    }

    @Test
    void damagedSummaryIsRefused() throws IOException {
        Path first = shards.run("1/1");
        ObjectNode summary = summary(first);
        ((ObjectNode) summary.path("runs").get(0)).put("outcome", "good");
        Files.writeString(first.resolve("summary.json"), summary.toString());
        assertThatThrownBy(() -> search().find())
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("summary.json is not the summary of a suite: 'good' is no outcome");
        ((ObjectNode) summary.path("runs").get(0)).remove("labels");
        Files.writeString(first.resolve("summary.json"), summary.toString());
        assertThatThrownBy(() -> search().find())
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("summary.json is not the summary of a suite: a cell or run has no labels");
        Files.writeString(first.resolve("summary.json"), "{");
        assertThatThrownBy(() -> search().find())
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("summary.json is not JSON");
    }

    @Test
    void runOutsideOfItsShardIsNotCopied() throws IOException {
        Path secret = Files.createDirectories(folder.resolve("secret"));
        Path first = shards.run("1/1");
        ObjectNode summary = summary(first);
        ((ObjectNode) summary.path("runs").get(0)).put("folder", "runs/../../../../../secret");
        Files.writeString(first.resolve("summary.json"), summary.toString());
        assertThat(secret).exists();
        assertThatThrownBy(this::merged)
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("expected one below runs");
    }

    @Test
    void waitEndsWhenAllShardsHaveAnswered() {
        ShardSearch search = new ShardSearch(List.of(parts), OptionalLong.empty(), OptionalInt.of(2), 2);
        List<Integer> seen = new ArrayList<>();
        List<Runnable> meanwhile = new ArrayList<>(List.of(
                () -> shards.run("1/2"),
                () -> {
                    shards.outcomes = experiment -> Outcome.ERROR;
                    shards.run("2/2");
                },
                () -> shards.run("2/2")));
        ShardWait wait =
                new ShardWait(search, () -> 0, millis -> meanwhile.remove(0).run());
        assertThat(wait.await(1_000_000_000L, seen::add)).isTrue();
        assertThat(seen).containsExactly(0, 1, 1, 2);
    }

    @Test
    void waitEndsWhenTheTimeIsUp() {
        ShardSearch search = new ShardSearch(List.of(parts), OptionalLong.empty(), OptionalInt.of(1), 1);
        long[] now = {0};
        ShardWait wait = new ShardWait(search, () -> now[0], millis -> now[0] += millis * 1_000_000);
        assertThat(wait.await(12_000_000_000L, settled -> {})).isFalse();
        assertThat(now[0]).isEqualTo(12_000_000_000L);
    }
}

package dev.squall.suite.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.experiment.Outcome;
import dev.squall.run.FileProblem;
import dev.squall.suite.Cell;
import dev.squall.suite.CellResult;
import dev.squall.suite.FinishedRun;
import dev.squall.suite.Identity;
import dev.squall.suite.JsonSummary;
import dev.squall.suite.Shard;
import dev.squall.suite.SuiteFolder;
import dev.squall.suite.SuiteResult;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folder of one attempt at a shard that has ended.
 *
 * @param path path of the folder
 * @param summary content of the summary, whose format was checked
 */
record ShardFolder(Path path, Identity identity, Shard shard, JsonNode summary) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> FACTS = new TypeReference<>() {};

    /** Returns true if the folder is that of a suite run that has ended. */
    static boolean hasEnded(Path folder) {
        return Files.isRegularFile(folder.resolve(SuiteFolder.SUMMARY_FILE));
    }

    /** @throws WorldException if the folder's files are not those of a suite run that has ended */
    static ShardFolder read(Path folder) {
        Identity identity = identity(folder);
        JsonNode summary = json(folder.resolve(SuiteFolder.SUMMARY_FILE));
        if (summary.path("format").asInt() != JsonSummary.FORMAT) {
            throw new WorldException(folder.resolve(SuiteFolder.SUMMARY_FILE) + " has format "
                    + summary.path("format").asText("none") + "; expected " + JsonSummary.FORMAT
                    + ", as this version of Squall writes it");
        }
        ShardFolder read = new ShardFolder(folder, identity, shard(identity, folder), summary);
        read.requireSound();
        return read;
    }

    /** @throws WorldException if the folder does not contain the identity of a suite run */
    static Identity identity(Path folder) {
        Path file = folder.resolve(SuiteFolder.IDENTITY_FILE);
        try {
            return JSON.treeToValue(json(file), Identity.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new WorldException(file + " is not the identity of a suite run", e);
        }
    }

    private static Shard shard(Identity identity, Path folder) {
        try {
            return Shard.parse(identity.shard());
        } catch (IllegalArgumentException e) {
            throw new WorldException(folder.resolve(SuiteFolder.IDENTITY_FILE) + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new WorldException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new WorldException("cannot read " + file + ": " + FileProblem.of(e), e);
        }
    }

    private void requireSound() {
        try {
            cells();
            begun();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new WorldException(
                    path.resolve(SuiteFolder.SUMMARY_FILE) + " is not the summary of a suite: " + e.getMessage(), e);
        }
    }

    /** Returns true if the folder itself holds the merged result of shards. */
    boolean isMerged() {
        return summary.has("shards");
    }

    boolean isInterrupted() {
        return SuiteResult.State.INTERRUPTED.word().equals(summary.path("state").asText());
    }

    boolean isOutOfTime() {
        return SuiteResult.State.TIME_BUDGET.word().equals(summary.path("state").asText());
    }

    /** Returns the shard's own outcome in a word. */
    String outcome() {
        return summary.path("outcome").asText();
    }

    boolean isError() {
        return isInterrupted() || Outcome.ERROR.word().equals(outcome());
    }

    boolean hasViolation() {
        return cells().stream()
                .flatMap(cell -> cell.runs().stream())
                .anyMatch(run -> run.outcome() == Outcome.VIOLATION);
    }

    Instant begun() {
        return Instant.parse(summary.path("begun").asText());
    }

    double seconds() {
        return summary.path("seconds").asDouble();
    }

    /** Returns the path of the suite's file, as given to the shard. */
    Path file() {
        return Path.of(summary.path("file").asText());
    }

    Map<String, Object> provenance() {
        return JSON.convertValue(summary.path("provenance"), FACTS);
    }

    /** Returns the reason for which the shard's result is incomplete; empty if it is complete. */
    String problem() {
        return isInterrupted()
                ? "it was interrupted after " + summary.path("finished").asInt() + " of "
                        + summary.path("planned").asInt() + " runs; the same command resumes it"
                : "";
    }

    /** Returns the results of the shard's cells, in the order of the file. */
    List<CellResult> cells() {
        Map<Cell.Labels, List<FinishedRun>> runs = new LinkedHashMap<>();
        for (JsonNode run : summary.path("runs")) {
            Cell.Labels labels = labels(run);
            runs.computeIfAbsent(labels, unseen -> new ArrayList<>()).add(run(run, labels));
        }
        List<CellResult> cells = new ArrayList<>();
        for (JsonNode cell : summary.path("cells")) {
            Cell.Labels labels = labels(cell);
            cells.add(new CellResult(
                    labels,
                    cell.path("provingShareMin").asDouble(),
                    cell.path("required").asBoolean(),
                    cell.path("planned").asInt(),
                    runs.getOrDefault(labels, List.of()),
                    Optional.of(cell.path("absence").asText()).filter(reason -> !reason.isEmpty())));
        }
        return cells;
    }

    /** @throws IllegalArgumentException if there are no labels */
    private static Cell.Labels labels(JsonNode labelled) {
        if (!labelled.path("labels").isObject()) {
            throw new IllegalArgumentException("a cell or run has no labels");
        }
        return JSON.convertValue(labelled.path("labels"), Cell.Labels.class);
    }

    private static FinishedRun run(JsonNode run, Cell.Labels labels) {
        List<Outcome> reruns = new ArrayList<>();
        run.path("reruns").forEach(outcome -> reruns.add(outcome(outcome.asText())));
        return new FinishedRun(
                labels.id(),
                run.path("seed").asLong(),
                outcome(run.path("outcome").asText()),
                run.path("words").asText(),
                run.path("seconds").asDouble(),
                run.path("operations").asLong(),
                run.path("folder").asText(),
                run.path("command").asText(),
                reruns);
    }

    /** @throws IllegalArgumentException if the word is no outcome */
    private static Outcome outcome(String word) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no outcome");
    }
}

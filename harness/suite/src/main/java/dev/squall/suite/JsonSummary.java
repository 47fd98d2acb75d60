package dev.squall.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Summary of a suite's result as JSON data, for programs: maps, lists, strings and numbers. {@code
 * harness/suites/README.md} specifies the content; an incompatible change increments {@link #FORMAT}.
 */
public final class JsonSummary {

    /** Version of the summary's format. */
    public static final int FORMAT = 1;

    private JsonSummary() {}

    /** Returns the summary; the same result always gives the same order of entries. */
    public static Map<String, Object> of(SuiteResult result, SuiteMetadata metadata, SuiteFolder folder) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("suite", metadata.identity().suite());
        json.put("outcome", result.outcomeWord());
        json.put("state", result.state().word());
        json.put("file", metadata.file().toString());
        json.put("folder", folder.path().toString());
        json.put("shard", metadata.identity().shard());
        json.put("seed", metadata.identity().masterSeed());
        json.put("begun", metadata.begun().toString());
        json.put("seconds", rounded(result.seconds()));
        json.put("provenance", metadata.provenance());
        json.put("planned", result.plannedRuns());
        json.put("finished", result.finishedRuns());
        json.put("finishedBefore", result.runsBefore());
        json.put("operations", result.operations());
        List<Object> cells = new ArrayList<>();
        List<Object> runs = new ArrayList<>();
        for (CellResult cell : result.cells()) {
            cells.add(of(cell));
            cell.runs().forEach(run -> runs.add(of(run, cell.labels())));
        }
        json.put("cells", cells);
        if (!result.shards().isEmpty()) {
            json.put("shards", result.shards().stream().map(JsonSummary::of).toList());
        }
        json.put("runs", runs);
        return json;
    }

    private static Map<String, Object> of(ShardResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shard", result.shard().toString());
        json.put("outcome", result.outcome());
        json.put("folder", result.folder());
        json.put("seconds", rounded(result.seconds()));
        json.put("problem", result.problem());
        return json;
    }

    private static Map<String, Object> of(CellResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("labels", labels(result.labels()));
        json.put("outcome", result.outcomeWord());
        json.put("reason", result.reason());
        json.put("planned", result.planned());
        json.put("provingShareMin", result.provingShareMin());
        json.put("required", result.required());
        json.put("absence", result.absence().orElse(""));
        Map<String, Object> counts = new LinkedHashMap<>();
        result.counts().forEach((outcome, count) -> counts.put(outcome.word(), count));
        json.put("counts", counts);
        json.put(
                "seconds",
                rounded(result.runs().stream().mapToDouble(FinishedRun::seconds).sum()));
        return json;
    }

    private static Map<String, Object> of(FinishedRun run, Cell.Labels cell) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("labels", labels(cell));
        json.put("seed", run.seed());
        json.put("outcome", run.outcome().word());
        json.put("words", run.words());
        json.put("folder", run.folder());
        json.put("seconds", rounded(run.seconds()));
        json.put("operations", run.operations());
        json.put("command", run.command());
        if (!run.reproducibility().isEmpty()) {
            json.put("reproducibility", run.reproducibility());
            json.put(
                    "reruns",
                    run.reruns().stream().map(outcome -> outcome.word()).toList());
        }
        return json;
    }

    private static Map<String, Object> labels(Cell.Labels cell) {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("experiment", cell.experiment());
        labels.put("system", cell.system());
        labels.put("workload", cell.workload());
        labels.put("world", cell.world());
        labels.put("faults", cell.faults());
        return labels;
    }

    private static double rounded(double seconds) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", seconds));
    }
}
